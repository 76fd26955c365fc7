/** Opens the secret of a stored message, by which WhatsApp encrypts later edits of it and votes in it. */
import type { MessageRef } from '@atalaia/connector';
import { type BlindIndexer, messages, placeOf, type Records, type Vault } from '@atalaia/storage';
import { liveMessageId } from './message-id.ts';

/** Undefined if the message is not stored, has no secret, or its key was destroyed. @throws SealBroken */
export async function secretOf(
  deps: {
    readonly records: Pick<Records, 'get'>;
    readonly vault: Pick<Vault, 'open'>;
    readonly blind: BlindIndexer;
  },
  ref: MessageRef,
): Promise<Uint8Array | undefined> {
  const message = (await deps.records.get(messages, liveMessageId(deps.blind, ref)))?.doc;
  if (!message?.sealedSecret) return undefined;
  return deps.vault.open(placeOf(messages, message.id, 'sealedSecret'), message.sealedSecret);
}
