/** Chats that began before it was known whose they are: their first words are sealed under other keys than the contact's. */
import { type ConversationId, conversations, type PersonId, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';

/** Of those whose contact is one of these. Copies of their first words open in earlier backups, whoever is erased. */
export async function lateChatsOf(
  deps: { readonly records: Pick<Records, 'find'> },
  contact: readonly PersonId[],
): Promise<readonly ConversationId[]> {
  if (contact.length === 0) return [];
  const late: ConversationId[] = [];
  const every = everyPage((after) =>
    deps.records.find(conversations, { index: 'byContact', equals: { contact }, limit: 200, ...after }),
  );
  for await (const { doc } of every) if (doc.contactSince !== undefined) late.push(doc.id);
  return late;
}
