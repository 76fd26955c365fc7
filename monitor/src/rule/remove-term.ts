/** Takes a company term out of force. Its revisions are kept: alerts that it raised must stay explained. */
import type { Records } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { type ReadChoices, readChoices, refuseWhilePinned } from './choices.ts';
import { revisionsOf, setState } from './revisions.ts';
import type { RunningRules } from './running.ts';

/** Out of force when resolved. @throws Problem `not-found` if there is no such term any more; `rules-pinned`. */
export async function removeTerm(
  deps: ReadChoices & {
    readonly records: Pick<Records, 'find' | 'replace'>;
    readonly audit: Audit;
    readonly rules: Pick<RunningRules, 'reload'>;
  },
  { actor }: Authorized<'term:change'>,
  input: { readonly id: string },
): Promise<void> {
  refuseWhilePinned((await readChoices(deps)).doc);
  const revisions = await revisionsOf(deps, input.id);
  const newest = revisions.at(-1);
  if (!newest || newest.doc.state === 'removed') throw new Problem('not-found', 'There is no such term.');
  await deps.audit.record({ chain: 'company', actor, act: 'term-removed', subject: input.id });
  // Older ones first: a crash between two revisions may have left one active, which must not come back.
  for (const { version, doc } of revisions) {
    if (doc.state === 'active' && doc !== newest.doc) {
      await setState(deps, { version, doc }, 'superseded');
    }
  }
  if ((await setState(deps, newest, 'removed')) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Somebody changed this term meanwhile. Read it again before you remove it.');
  }
  await deps.rules.reload();
}
