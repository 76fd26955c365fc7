/** A number's capture order as the trail covers it: the messages that stand there, and the leaves of those that were erased. */
import {
  type Clock,
  type Leaf,
  leaves,
  type Message,
  messages,
  type NumberId,
  type Page,
  type Records,
} from '@atalaia/storage';
import { settledMs } from '../capture-order.ts';
import { leafOf } from './merkle.ts';

/** One position. More than one message there is never right. */
export interface Place {
  readonly sequence: number;
  /** Leaf of the message that was captured there: where it was erased, the one it left. */
  readonly leaf: Buffer;
  readonly messages: readonly Message[];
  /** One for each erasure that changed it. */
  readonly leaves: readonly Leaf[];
}

/** The positions of these, in order. */
export function placesOf(standing: readonly Message[], left: readonly Leaf[]): readonly Place[] {
  const bySequence = new Map<number, { messages: Message[]; leaves: Leaf[] }>();
  const at = (sequence: number) => {
    const known = bySequence.get(sequence) ?? { messages: [], leaves: [] };
    bySequence.set(sequence, known);
    return known;
  };
  for (const message of standing) at(message.sequence).messages.push(message);
  for (const leaf of left) at(leaf.sequence).leaves.push(leaf);
  return [...bySequence]
    .toSorted(([a], [b]) => a - b)
    .map(([sequence, here]) => ({ sequence, leaf: capturedLeaf(here), ...here }));
}

/** Positions from `from` on that hold or held a message, in order: at least one if there is any. */
async function placesFrom(
  deps: { readonly records: Pick<Records, 'find'> },
  number: NumberId,
  from: number,
  limit: number,
): Promise<readonly Place[]> {
  const query = { index: 'bySequence', equals: { number }, range: { from }, limit } as const;
  // Messages first: one that is erased in between has left its leaf before it went.
  const standing = await deps.records.find(messages, query);
  const left = await deps.records.find(leaves, query);
  // Of the last position of a page there may be further leaves, never a further message.
  const end = Math.min(endOf(standing), endOf(left) - (left.items.length > 1 ? 1 : 0));
  const places = placesOf(
    standing.items.map(({ doc }) => doc),
    left.items.map(({ doc }) => doc),
  );
  return places.filter(({ sequence }) => sequence <= end).slice(0, limit);
}

/** As far as no gap before them may still be filled; at least one if any is. */
export async function settledPlaces(
  deps: { readonly records: Pick<Records, 'find'>; readonly clock: Clock },
  number: NumberId,
  from: number,
  limit: number,
): Promise<readonly Place[]> {
  const places = await placesFrom(deps, number, from, limit);
  const now = deps.clock();
  let expected = from;
  for (const [index, place] of places.entries()) {
    const age = now - knownSince(place);
    // A clock that was set back makes messages of the future: they are old enough.
    if (place.sequence !== expected && age >= 0 && age < settledMs) return places.slice(0, index);
    expected = place.sequence + 1;
  }
  return places;
}

/** A page that is not the last one speaks for what lies up to its end only. */
function endOf({ items, next }: Page<{ readonly sequence: number }>): number {
  return (next === undefined ? undefined : items.at(-1)?.doc.sequence) ?? Number.POSITIVE_INFINITY;
}

/** What an erasure leaves may be changed by another: the first leaf is the one that is nobody's remainder. */
function capturedLeaf(here: Pick<Place, 'messages' | 'leaves'>): Buffer {
  const remainders = new Set(here.leaves.map(({ stays }) => stays));
  const first = here.leaves.find(({ leaf }) => !remainders.has(leaf));
  const [message] = here.messages;
  return first || !message ? Buffer.from(first?.leaf ?? '', 'hex') : leafOf(message);
}

function knownSince({ messages: [message], leaves: left }: Place): number {
  return message?.capturedAt ?? Math.max(...left.map(({ leftAt }) => leftAt));
}
