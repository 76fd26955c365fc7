/** Nothing is handed out or answered while somebody may be two people: it might be the other one's. */
import type { PersonId, Records } from '@atalaia/storage';
import { Problem } from '../problem.ts';
import { openDoubts } from './doubt.ts';

/** `human`: every document of theirs. @throws Problem `doubts-open` while a dpo has yet to say whether they are somebody else too */
export async function refuseDoubtful(
  deps: { readonly records: Pick<Records, 'find'> },
  human: readonly PersonId[],
): Promise<void> {
  if ((await openDoubts(deps, human)).length === 0) return;
  throw new Problem('doubts-open', 'It is not settled whether this person and another are the same. Settle it first.');
}
