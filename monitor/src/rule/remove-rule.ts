/** Takes a company rule out of force. Its revisions are kept: alerts that it raised must stay explained. */
import type { Authorized } from '../access/permissions.ts';
import { readChoices, refuseWhilePinned } from './choices.ts';
import { changedMeanwhile, newestRevision, revisionsOfRule, setState } from './rule-revisions.ts';
import type { SaveRule } from './save-rule.ts';

/** Out of force when resolved. @throws Problem `not-found`; `changed-meanwhile`; `rules-pinned`. */
export async function removeRule(
  deps: SaveRule,
  { actor }: Authorized<'rule:change'>,
  { id }: { readonly id: string },
): Promise<void> {
  refuseWhilePinned((await readChoices(deps)).doc);
  const newest = await newestRevision(deps, id);
  await deps.audit.record({ chain: 'company', actor, act: 'company-rule-removed', subject: id });
  // Older ones first: a crash between two revisions may have left one active, which must not come back.
  for (const one of await revisionsOfRule(deps, id)) {
    if (one.doc.state === 'active' && one.doc.id !== newest.doc.id) await setState(deps, one, 'superseded');
  }
  if ((await setState(deps, newest, 'removed')) !== 'replaced') throw changedMeanwhile();
  await deps.rules.reload();
}
