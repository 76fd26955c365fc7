/** Each number's capture order: the positions that the audit chain's batches and the search index follow. */
import { messages, type NumberId, type Records } from '@atalaia/storage';

/** Takes the next position, from 0. Call it right before the insert, so that positions are stored in order; a refused insert leaves a gap. */
export type TakeSequence = () => number;

export interface Sequences {
  /** The counter of a number, continued after its highest stored message. One writer per data folder. */
  of(number: NumberId): Promise<TakeSequence>;
}

export function openSequences(deps: { readonly records: Pick<Records, 'find'> }): Sequences {
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

async function continued(deps: { readonly records: Pick<Records, 'find'> }, number: NumberId): Promise<TakeSequence> {
  const newest = await deps.records.find(messages, {
    index: 'bySequence',
    equals: { number },
    order: 'descending',
    limit: 1,
  });
  let next = (newest.items[0]?.doc.sequence ?? -1) + 1;
  return () => next++;
}
