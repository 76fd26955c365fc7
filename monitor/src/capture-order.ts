/** Follows the order in which a number's messages were captured, batch after batch: the search index, the audit trail and conduct rules do. */
import { type Clock, type Message, messages, type NumberId, progress, type Records } from '@atalaia/storage';

/** Who follows. Each keeps its own place in every number's order. */
export type Follower = 'search' | 'batch' | 'conduct';

/** A missing sequence may still be on its way to the disk; after this long it never comes (its insert failed). */
export const settledMs = 60_000;

/** The sequence of the number that the follower deals with next. */
export async function followedTo(
  deps: { readonly records: Pick<Records, 'get'> },
  follower: Follower,
  number: NumberId,
): Promise<number> {
  return (await deps.records.get(progress, progressId(follower, number)))?.doc.sequence ?? 0;
}

/** Keeps how far the follower has come. A crash before it means that the batch is dealt with again. */
export async function keepFollowedTo(
  deps: { readonly records: Pick<Records, 'get' | 'insert' | 'replace'> },
  follower: Follower,
  number: NumberId,
  sequence: number,
): Promise<void> {
  const id = progressId(follower, number);
  const kept = await deps.records.get(progress, id);
  if (kept) await deps.records.replace(progress, kept.version, { id, sequence });
  else await deps.records.insert(progress, { id, sequence });
}

/** Up to `limit` messages from the sequence `from` on, in order, as far as no gap before them may still be filled. */
export async function settledFrom(
  deps: { readonly records: Pick<Records, 'find'>; readonly clock: Clock },
  number: NumberId,
  from: number,
  limit: number,
): Promise<readonly Message[]> {
  const page = await deps.records.find(messages, { index: 'bySequence', equals: { number }, range: { from }, limit });
  const now = deps.clock();
  let expected = from;
  for (const [index, { doc }] of page.items.entries()) {
    const age = now - doc.capturedAt;
    // A clock that was set back makes messages of the future: they are old enough.
    const young = age >= 0 && age < settledMs;
    if (doc.sequence !== expected && young) return page.items.slice(0, index).map((item) => item.doc);
    expected = doc.sequence + 1;
  }
  return page.items.map(({ doc }) => doc);
}

const progressId = (follower: Follower, number: NumberId) => `${follower}.${number}`;
