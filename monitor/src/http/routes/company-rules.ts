/** Routes of the company's own rules. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

export function companyRulesRoutes() {
  return os.companyRules.router({
    list: os.companyRules.list.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    save: os.companyRules.save.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    revisions: os.companyRules.revisions.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    restore: os.companyRules.restore.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
    remove: os.companyRules.remove.use(signedIn).handler(() => {
      throw new Problem('not-found', 'There is nothing here that you may see.');
    }),
  });
}
