/** From when on a person's data is shown or handed out: a number that may have changed hands gives nothing from before. */
import { type Clock, type PersonId, type Records, requests } from '@atalaia/storage';
import { Problem } from '../problem.ts';
import { changedHands } from '../request/changed-hands.ts';

export interface StartAsked {
  /** What whoever makes it chose (ms); null = everything. */
  readonly since: number | null;
  /** The request that it answers. */
  readonly request: string | null;
}

/**
 * The later of what was chosen and of the last change of hands, unless a second proof was given since.
 * `human`: every document of theirs, with no open doubt. @throws Problem `not-found` for another's request
 */
export async function startOf(
  deps: { readonly records: Pick<Records, 'get' | 'find'>; readonly clock: Clock },
  human: readonly PersonId[],
  { since, request }: StartAsked,
): Promise<number | null> {
  if (request === null) {
    const changed = await changedHands(deps, { human, perhaps: [], receivedAt: deps.clock() });
    return later(since, changed.since);
  }
  const found = (await deps.records.get(requests, request))?.doc;
  if (!found?.person || !human.includes(found.person)) {
    throw new Problem('not-found', 'There is no such request of this person.');
  }
  if (found.identity === 'proved') return since;
  const changed = await changedHands(deps, { human, perhaps: [], receivedAt: found.receivedAt });
  return later(since, later(found.onlySince, changed.since));
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
