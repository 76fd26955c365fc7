/** Puts an earlier text of a company rule in force again, as a revision of its own. */
import type { Authorized } from '../access/permissions.ts';
import { Problem } from '../problem.ts';
import { openCompanyRule } from './company-rules.ts';
import { newestRevision, revisionsOfRule } from './rule-revisions.ts';
import { type RuleSaved, type SaveRule, saveRule } from './save-rule.ts';

/** With the mode of the newest revision. @throws as `saveRule` */
export async function restoreRule(
  deps: SaveRule,
  authorized: Authorized<'rule:change'>,
  input: { readonly id: string; readonly revision: number },
): Promise<RuleSaved> {
  const newest = await newestRevision(deps, input.id);
  const earlier = (await revisionsOfRule(deps, input.id)).find(({ doc }) => doc.revision === input.revision);
  const opened = earlier && (await openCompanyRule(deps.vault, earlier.doc));
  if (!opened) throw new Problem('not-found', 'There is no such revision of this rule.');
  const { mode, revision } = newest.doc;
  return saveRule(deps, authorized, { ...opened.text, id: input.id, revision, mode });
}
