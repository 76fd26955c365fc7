/** Checks what stands in the places of a batch: every message as it was captured, or the leaf of one that was erased. */
import { type Erasure, erasures, leaves, messages, type NumberId, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import type { BatchDetail } from './batch.ts';
import { leafOf, merkleRoot } from './merkle.ts';
import { type Place, placesOf } from './places.ts';

export interface CheckPlaces {
  readonly records: Pick<Records, 'find' | 'get'>;
}

/** `standing`: how many messages are still there. */
export type CheckedPlaces =
  | { readonly kind: 'right'; readonly standing: number }
  | { readonly kind: 'wrong'; readonly what: string };

export async function checkPlaces(deps: CheckPlaces, number: NumberId, batch: BatchDetail): Promise<CheckedPlaces> {
  const query = {
    index: 'bySequence',
    equals: { number },
    range: { from: batch.from, before: batch.to },
    limit: 200,
  } as const;
  // Messages first: one that is erased in between has left its leaf before it went.
  const standing = await upTo(
    batch.count,
    everyPage((after) => deps.records.find(messages, { ...query, ...after })),
  );
  const left = await upTo(
    batch.count * mostErasures,
    everyPage((after) => deps.records.find(leaves, { ...query, ...after })),
  );
  const hashes: Buffer[] = [];
  for (const place of placesOf(standing, left)) {
    const what = await wrongAt(deps, place);
    if (what !== undefined) return { kind: 'wrong', what };
    // Without a leaf every message of the place counts: one that was slipped in is one too many.
    hashes.push(...(place.leaves.length > 0 ? [place.leaf] : place.messages.map(leafOf)));
  }
  if (hashes.length !== batch.count) {
    const held = hashes.length > batch.count ? 'more' : hashes.length;
    return { kind: 'wrong', what: `it covers ${batch.count} messages, but the archive holds ${held} in their place` };
  }
  return merkleRoot(hashes) === batch.root
    ? { kind: 'right', standing: standing.length }
    : { kind: 'wrong', what: 'a message that it covers was changed or exchanged' };
}

/** A message may lose its file, then its author, then go; whoever plants more is noticed all the same. */
const mostErasures = 4;

/** One more than `most` at most: an index that was tampered with must not make this endless. */
async function upTo<T>(most: number, found: AsyncIterable<{ readonly doc: T }>): Promise<readonly T[]> {
  const docs: T[] = [];
  for await (const { doc } of found) if (docs.push(doc) > most) break;
  return docs;
}

/** Where something was erased stands nothing any more, or exactly what the erasure left; while it is swept, what was. */
async function wrongAt(deps: CheckPlaces, { messages: standing, leaves: left }: Place): Promise<string | undefined> {
  if (left.length === 0 || standing.length === 0) return undefined;
  const [message, ...more] = standing;
  if (!message || more.length > 0) return 'another message stands where one was erased';
  const now = leafOf(message).toString('hex');
  const isRemainder = left.some(({ stays }) => stays === now);
  const before = left.find(({ leaf }) => leaf === now);
  if (isRemainder && !before) return undefined;
  if (!before) return 'another message stands where one was erased';
  const erasure: Erasure | undefined = (await deps.records.get(erasures, before.erasure))?.doc;
  return erasure && erasure.state !== 'erased' ? undefined : 'a message that was erased stands there again';
}
