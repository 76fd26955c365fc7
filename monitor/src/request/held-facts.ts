/** How much is held of somebody and why: the counts of the answer in simplified form. */
import { numbers, type PersonId, persons, type Records } from '@atalaia/storage';
import { heldCounts } from '../person/held-counts.ts';
import type { HeldFacts } from './texts/texts.ts';

/** `since` (ms): nothing older is told of; null = everything. `dayOf` writes a day. */
export async function heldFacts(
  deps: { readonly records: Pick<Records, 'get' | 'find' | 'count'> },
  human: readonly PersonId[],
  since: number | null,
  dayOf: (at: number) => string,
): Promise<HeldFacts> {
  const { held, oldest, newest } = await heldCounts(deps, human, since);
  return {
    messages: held.messages,
    from: oldest === null ? null : dayOf(oldest),
    to: newest === null ? null : dayOf(newest),
    ...(await whyHeld(deps, human)),
  };
}

async function whyHeld(
  deps: { readonly records: Pick<Records, 'get'> },
  human: readonly PersonId[],
): Promise<Pick<HeldFacts, 'bases' | 'purposes'>> {
  const bases = new Set<HeldFacts['bases'][number]>();
  const purposes = new Set<HeldFacts['purposes'][number]>();
  for (const id of human) {
    for (const number of (await deps.records.get(persons, id))?.doc.numbers ?? []) {
      const found = (await deps.records.get(numbers, number))?.doc;
      if (found?.basis) bases.add(found.basis);
      for (const purpose of found?.capture?.purposes ?? []) purposes.add(purpose);
    }
  }
  return { bases: [...bases], purposes: [...purposes] };
}
