/** About how many messages a person's export will hold: for progress, and to know whether a PDF is of any use. */
import { conversations, type Message, messages, type PersonId, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

/** Of their own chats as these are counted already; answers of others in groups do not count. `since`: ms; null = everything. */
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
    if (since === null) sum += doc.messages;
    else sum += await counted(deps, { index: 'byConversation', equals: { conversation: doc.id }, ...range });
  }
  if (sum > 0) return sum;
  // Who has no chat of their own wrote in groups, or for the company.
  return counted(deps, { index: 'byAuthor', equals: { author: persons }, ...range });
}

async function counted(
  deps: { readonly records: Pick<Records, 'count'> },
  query: Parameters<typeof deps.records.count<Message, typeof messages.indexes>>[1],
): Promise<number> {
  return (await deps.records.count(messages, query)).get('all') ?? 0;
}
