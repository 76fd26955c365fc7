/** Tells a number that was just opened what was decided about people while it was closed. */
import type { NumberLink } from '@atalaia/connector';
import { doubts, type NumberId, persons, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

const decidedStates = ['excluded', 'restricted', 'suppressed', 'locked'] as const;

/** Everything that is not as usual: telling a number what it knows already changes nothing. */
export async function standAgain(
  deps: { readonly records: Pick<Records, 'find'> },
  number: NumberId,
  link: Pick<NumberLink, 'stand' | 'settleDoubt'>,
): Promise<void> {
  const decided = everyPage((after) =>
    deps.records.find(persons, { index: 'byState', equals: { state: decidedStates }, limit: 1000, ...after }),
  );
  for await (const { doc } of decided) if (doc.numbers.includes(number)) link.stand(doc.id, doc.state);
  for (const answer of ['same', 'different'] as const) {
    const settled = everyPage((after) =>
      deps.records.find(doubts, { index: 'byState', equals: { state: answer }, limit: 1000, ...after }),
    );
    for await (const { doc } of settled) link.settleDoubt(doc.one, doc.other, answer);
  }
}
