/** How much is held of somebody and why: the counts of the answer in simplified form. */
import { messages, numbers, type PersonId, persons, type Records } from '@atalaia/storage';
import { aboutAnother } from '../conversation/aftermath.ts';
import { heldMessages } from '../person/held.ts';
import type { HeldFacts } from './texts/texts.ts';

/**
 * What happened to a message is none by itself; of an agent also what they wrote in chats of others counts. `since` (ms):
 * nothing older is told of; null = everything. `dayOf` writes a day.
 */
export async function heldFacts(
  deps: { readonly records: Pick<Records, 'get' | 'find' | 'count'> },
  human: readonly PersonId[],
  since: number | null,
  dayOf: (at: number) => string,
): Promise<HeldFacts> {
  const own = new Set(human);
  let count = 0;
  let written = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const met = (at: number) => {
    first = Math.min(first, at);
    last = Math.max(last, at);
  };
  for await (const { author, at, kind } of heldMessages(deps, human, { since })) {
    met(at);
    if (!aboutAnother.has(kind)) count += 1;
    if (author !== null && own.has(author)) written += 1;
  }
  const range = since === null ? {} : { range: { from: since } };
  const theirs = { index: 'byAuthor', equals: { author: human }, ...range } as const;
  count += ((await deps.records.count(messages, theirs)).get('all') ?? 0) - written;
  for (const order of ['ascending', 'descending'] as const) {
    const [end] = (await deps.records.find(messages, { ...theirs, order, limit: 1 })).items;
    if (end) met(end.doc.at);
  }
  const known = Number.isFinite(first);
  return {
    messages: count,
    from: known ? dayOf(first) : null,
    to: known ? dayOf(last) : null,
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
