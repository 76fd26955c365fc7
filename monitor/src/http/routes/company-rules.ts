/** Routes of the company's own rules. */
import { authorize } from '../../access/permissions.ts';
import { listCompanyRules, listRevisions } from '../../rule/list-company-rules.ts';
import { removeRule } from '../../rule/remove-rule.ts';
import { restoreRule } from '../../rule/restore-rule.ts';
import { type SaveRule, saveRule } from '../../rule/save-rule.ts';
import { os, signedIn } from '../implement-contract.ts';

export function companyRulesRoutes(deps: SaveRule) {
  return os.companyRules.router({
    list: os.companyRules.list
      .use(signedIn)
      .handler(({ context }) => listCompanyRules(deps, authorize(context.actor, 'rule:change'))),
    save: os.companyRules.save
      .use(signedIn)
      .handler(({ context, input }) => saveRule(deps, authorize(context.actor, 'rule:change'), input)),
    revisions: os.companyRules.revisions
      .use(signedIn)
      .handler(({ context, input }) => listRevisions(deps, authorize(context.actor, 'rule:change'), input)),
    restore: os.companyRules.restore
      .use(signedIn)
      .handler(({ context, input }) => restoreRule(deps, authorize(context.actor, 'rule:change'), input)),
    remove: os.companyRules.remove.use(signedIn).handler(async ({ context, input }) => {
      await removeRule(deps, authorize(context.actor, 'rule:change'), input);
      return {};
    }),
  });
}
