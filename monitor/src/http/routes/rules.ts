/** Routes of rules: what is in force, and trying a text. */
import { authorize } from '../../access/permissions.ts';
import { type ListRules, listRules } from '../../rule/list.ts';
import { tryRules } from '../../rule/try.ts';
import { os, signedIn } from '../implement-contract.ts';

export function rulesRoutes(deps: ListRules) {
  return os.rules.router({
    list: os.rules.list.use(signedIn).handler(({ context }) => listRules(deps, authorize(context.actor, 'rule:list'))),
    scan: os.rules.scan
      .use(signedIn)
      .handler(({ context, input }) => tryRules(deps, authorize(context.actor, 'term:change'), input)),
  });
}
