/** Shows the rules that the company wrote, and every revision of one. */
import type { Records, Vault } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { CompanyRuleRevision, CompanyRuleView } from '../api/rule-views.ts';
import { actorNames } from '../person/actor-name.ts';
import { Problem } from '../problem.ts';
import { activeCompanyRules, companyRuleView, openCompanyRule } from './company-rules.ts';
import { revisionsOfRule } from './rule-revisions.ts';

export interface ListCompanyRules {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

export async function listCompanyRules(
  deps: ListCompanyRules,
  _authorized: Authorized<'rule:change'>,
): Promise<{ rules: CompanyRuleView[] }> {
  const nameOf = actorNames(deps);
  const opened = await activeCompanyRules(deps);
  return { rules: await Promise.all(opened.map(async (one) => companyRuleView(one, await nameOf(one.doc.by)))) };
}

/** The newest first. @throws Problem `not-found` if there never was such a rule. */
export async function listRevisions(
  deps: ListCompanyRules,
  _authorized: Authorized<'rule:change'>,
  { id }: { readonly id: string },
): Promise<{ revisions: CompanyRuleRevision[] }> {
  const nameOf = actorNames(deps);
  const revisions: CompanyRuleRevision[] = [];
  for (const { doc } of (await revisionsOfRule(deps, id)).toReversed()) {
    const opened = await openCompanyRule(deps.vault, doc);
    if (!opened) continue;
    const { revision, createdAt, state } = doc;
    revisions.push({ ...opened.text, revision, createdAt, by: await nameOf(doc.by), inForce: state === 'active' });
  }
  if (revisions.length === 0) throw new Problem('not-found', 'There is no such rule.');
  return { revisions };
}
