/** Finds or begins the conversation of a number with a contact or a group; its id is random or a keyed hash, never a WhatsApp address. */
import {
  type BlindIndexer,
  type Clock,
  type ConversationId,
  conversations,
  type NumberId,
  type PersonId,
  placeOf,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { companyKey } from '../company-key.ts';
import { beginConversation } from '../conversation/begin.ts';

export interface LiveConversation {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Vault;
  readonly blind: BlindIndexer;
  readonly clock: Clock;
}

/** A chat that an import brought goes on in the same conversation. */
export async function conversationWith(
  deps: LiveConversation,
  number: NumberId,
  contact: PersonId,
): Promise<ConversationId> {
  const known = await deps.records.find(conversations, {
    index: 'byContact',
    equals: { contact, number },
    limit: 1,
  });
  const found = known.items[0]?.doc.id;
  if (found !== undefined) return found;
  const id = deps.blind.of('conversation', 'live', number, contact) as string as ConversationId;
  await beginConversation(deps, { id, number, group: false, contact, title: undefined, persons: [contact] });
  return id;
}

/** The title follows the group's. */
export async function conversationOfGroup(
  deps: LiveConversation,
  number: NumberId,
  groupJid: string,
  subject: string,
): Promise<ConversationId> {
  const id = deps.blind.of('conversation', 'group', number, groupJid) as string as ConversationId;
  const title = subject.toWellFormed();
  await beginConversation(deps, { id, number, group: true, contact: null, title, persons: [] });
  await retitle(deps, id, title);
  return id;
}

async function retitle(deps: LiveConversation, id: ConversationId, title: string): Promise<void> {
  const place = placeOf(conversations, id, 'sealedTitle');
  for (;;) {
    const found = await deps.records.get(conversations, id);
    if (!found) return;
    const { sealedTitle } = found.doc;
    if (sealedTitle && (await deps.vault.openText(place, sealedTitle)) === title) return;
    const retitled = { ...found.doc, sealedTitle: (await companyKey(deps.vault)).seal(place, title) };
    if ((await deps.records.replace(conversations, found.version, retitled)) === 'replaced') return;
  }
}
