/** Routes of rules: what is in force, and trying a text. */
import { authorize } from '../../access/permissions.ts';
import { Problem } from '../../problem.ts';
import { type ListRules, listRules } from '../../rule/list.ts';
import { tryRules } from '../../rule/try.ts';
import { os, signedIn } from '../implement-contract.ts';

export function rulesRoutes(deps: ListRules) {
  return os.rules.router({
    list: os.rules.list.use(signedIn).handler(({ context }) => listRules(deps, authorize(context.actor, 'rule:list'))),
    scan: os.rules.scan
      .use(signedIn)
      .handler(({ context, input }) => tryRules(deps, authorize(context.actor, 'term:change'), input)),
    setMode: os.rules.setMode.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    setExceptions: os.rules.setExceptions.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    proposals: os.rules.proposals.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    figures: os.rules.figures.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    versions: os.rules.versions.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    diff: os.rules.diff.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    rollBack: os.rules.rollBack.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    follow: os.rules.follow.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
  });
}
