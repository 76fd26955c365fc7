/** The id of a live message follows from what identifies it, so that the same message is stored once. */
import type { MessageRef } from '@atalaia/connector';
import type { BlindIndexer, MessageId } from '@atalaia/storage';

/** What of a message the row holds: the message itself, or what became of its file later. */
export type RowOf = 'message' | 'file-kept' | 'file-expired';

/** WhatsApp's ids are chosen by senders: the author belongs to the name, else one could hide another's message. */
export function liveMessageId(blind: BlindIndexer, ref: MessageRef, row: RowOf = 'message'): MessageId {
  return blind.of('message', 'live', ref.conversation, ref.author, ref.id, row) as string as MessageId;
}
