/** About how many messages a person's export will hold: for progress, and to know whether a PDF is of any use. */
import { conversations, messages, type PersonId, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

/** Edits and reactions count too; answers of others in groups do not. `since`: ms; null = everything. */
export async function countHeld(
  deps: { readonly records: Pick<Records, 'find' | 'count'> },
  persons: readonly PersonId[],
  since: number | null,
): Promise<number> {
  const range = since === null ? {} : { range: { from: since } };
  let sum = 0;
  const own = everyPage((after) =>
    deps.records.find(conversations, { index: 'byContact', equals: { contact: persons }, limit: 500, ...after }),
  );
  for await (const { doc } of own) {
    const counted = await deps.records.count(messages, {
      index: 'byConversation',
      equals: { conversation: doc.id },
      ...range,
    });
    sum += counted.get('all') ?? 0;
  }
  if (sum > 0) return sum;
  // Who has no chat of their own wrote in groups, or for the company.
  const written = await deps.records.count(messages, { index: 'byAuthor', equals: { author: persons }, ...range });
  return written.get('all') ?? 0;
}
