/** Routes of the alert budget. */
import { authorize } from '../../access/permissions.ts';
import { type AlertBudget, readBudget, setBudget } from '../../alert/set-budget.ts';
import { os, signedIn } from '../implement-contract.ts';

export function alertBudgetRoutes(deps: AlertBudget) {
  return os.alertBudget.router({
    read: os.alertBudget.read
      .use(signedIn)
      .handler(({ context }) => readBudget(deps, authorize(context.actor, 'alert:list'))),
    set: os.alertBudget.set.use(signedIn).handler(async ({ context, input }) => {
      await setBudget(deps, authorize(context.actor, 'budget:change'), input);
      return {};
    }),
  });
}
