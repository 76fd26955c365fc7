/** Whose message it is, as an erasure asks: who goes whole takes it along. */
import { conversations, type MessageId, messages, type PersonId, type Records } from '@atalaia/storage';

/** Whether a message goes with them: it stands in their own chat, or they wrote it where nobody is the contact. */
export async function goesWith(
  deps: { readonly records: Pick<Records, 'get'> },
  whole: readonly PersonId[],
  id: MessageId,
): Promise<boolean> {
  const message = (await deps.records.get(messages, id))?.doc;
  const contact = message && (await deps.records.get(conversations, message.conversation))?.doc.contact;
  const owner = contact ?? message?.author ?? null;
  return owner !== null && whole.includes(owner);
}
