/** Which conversation of the number an export belongs to: one that is stored already, or a new one. */
import type { ChatExport } from '@atalaia/connector';
import {
  aliases,
  type BlindIndexer,
  type ConversationId,
  conversations,
  type NumberId,
  type Records,
} from '@atalaia/storage';
import { newConversationId, recogniseConversation } from '../conversation/resolve.ts';
import { type Phone, phoneOf } from '../number/phone.ts';
import { nameAlias, phoneAlias } from '../person/resolve.ts';
import { surveyChat } from './survey.ts';

interface RecogniseDeps {
  readonly records: Pick<Records, 'find' | 'get' | 'count'>;
  readonly blind: BlindIndexer;
}

/** Reads the export through on the way, so that a damaged attachment is found before anything is stored. */
export async function conversationOf(
  deps: RecogniseDeps,
  number: NumberId,
  chat: ChatExport,
  contactPhone: Phone | undefined,
): Promise<ConversationId> {
  const stored = await deps.records.find(conversations, { index: 'byNumber', equals: { number }, limit: 1 });
  const { beginning, samples } = await surveyChat(deps.blind, number, chat, stored.items.length > 0);
  const { title } = chat;
  const phone = contactPhone ?? (chat.group || title === undefined ? undefined : phoneOf(title));
  const holder = phone && (await deps.records.get(aliases, phoneAlias(deps.blind, phone.e164)));
  const known = await recogniseConversation(deps, {
    number,
    samples,
    contact: holder?.doc.person,
    fitsTitle: async (conversation) =>
      title === undefined
        ? chat.authors.length < 2
        : (await deps.records.get(aliases, nameAlias(deps.blind, conversation, title))) !== undefined,
  });
  // One author alone may have written the same to many: there the title tells the chats apart.
  const distinction = chat.authors.length < 2 ? (title ?? '') : '';
  return known ?? newConversationId(deps.blind, number, beginning, distinction);
}
