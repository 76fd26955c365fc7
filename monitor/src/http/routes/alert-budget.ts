/** Routes of the alert budget. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

export function alertBudgetRoutes() {
  return os.alertBudget.router({
    read: os.alertBudget.read.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    set: os.alertBudget.set.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
  });
}
