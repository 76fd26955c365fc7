/** Accounts for the messages outside all batches: newer than the last one and counted, or wrong. */
import { messages, type NumberId, numbers, type Records } from '@atalaia/storage';

export type Uncovered =
  | { readonly kind: 'counted'; readonly uncovered: number }
  | { readonly kind: 'broken'; readonly problem: string };

/** How far the batches of a number reach, [0, to), and how many of the messages they cover still stand. */
export interface Covered {
  readonly to: number;
  readonly messages: number;
}

/** `covered`: by number, from its chain; a number without a batch may be absent. Counts only: no message is read. */
export async function countUncovered(
  deps: { readonly records: Pick<Records, 'count' | 'get'> },
  covered: ReadonlyMap<string, Covered>,
): Promise<Uncovered> {
  const kept = await deps.records.count(messages, { index: 'bySequence', by: 'number' });
  let uncovered = 0;
  for (const [number, all] of kept) {
    if (!(await deps.records.get(numbers, number))) {
      return { kind: 'broken', problem: `The archive holds ${all} messages of a number that it does not have.` };
    }
    const { to, messages: inBatches } = covered.get(number) ?? { to: 0, messages: 0 };
    const newer = await deps.records.count(messages, {
      index: 'bySequence',
      equals: { number: number as NumberId },
      range: { from: to },
    });
    const after = newer.get('all') ?? 0;
    // Counted after all of them, so that a message that comes in meanwhile never makes this true.
    if (all > inBatches + after) {
      const outside = all - inBatches - after;
      const problem = `Number ${number}: ${outside} messages stand outside the order in which messages were captured.`;
      return { kind: 'broken', problem };
    }
    uncovered += after;
  }
  return { kind: 'counted', uncovered };
}
