/** Each number's capture order: the positions that the audit chain's batches and the search index follow. */
import { leaves, messages, type NumberId, type Records } from '@atalaia/storage';
import { followedTo } from './capture-order.ts';

/** Takes the next position, from 0. Call it right before the insert, so that positions are stored in order; a refused insert leaves a gap. */
export type TakeSequence = () => number;

export interface Sequences {
  /**
   * The counter of a number, continued after its highest stored message, the leaf of its highest erased one, and
   * wherever a follower has come. One writer per data folder.
   */
  of(number: NumberId): Promise<TakeSequence>;
}

export function openSequences(deps: { readonly records: Pick<Records, 'find' | 'get'> }): Sequences {
  const counters = new Map<NumberId, Promise<TakeSequence>>();
  return {
    of(number) {
      const known = counters.get(number);
      if (known) return known;
      const opened = continued(deps, number);
      counters.set(number, opened);
      opened.catch(() => counters.delete(number));
      return opened;
    },
  };
}

async function continued(
  deps: { readonly records: Pick<Records, 'find' | 'get'> },
  number: NumberId,
): Promise<TakeSequence> {
  const newest = { index: 'bySequence', equals: { number }, order: 'descending', limit: 1 } as const;
  const [stored, erased] = await Promise.all([deps.records.find(messages, newest), deps.records.find(leaves, newest)]);
  let next = Math.max(
    (stored.items[0]?.doc.sequence ?? -1) + 1,
    (erased.items[0]?.doc.sequence ?? -1) + 1,
    await followedTo(deps, 'search', number),
    await followedTo(deps, 'batch', number),
  );
  return () => next++;
}
