/** Opens a stored poll: a vote in it names its options by their hashes only. */
import type { MessageRef } from '@atalaia/connector';
import { type BlindIndexer, messages, type Records, type Vault } from '@atalaia/storage';
import { openMessageText } from '../open-text.ts';
import { liveMessageId } from './message-id.ts';

/** Question and options, one a line; undefined if it is not stored, is no poll, or can't be read. */
export async function pollOf(
  deps: {
    readonly records: Pick<Records, 'get'>;
    readonly vault: Pick<Vault, 'openText'>;
    readonly blind: BlindIndexer;
  },
  ref: MessageRef,
): Promise<string | undefined> {
  const message = (await deps.records.get(messages, liveMessageId(deps.blind, ref)))?.doc;
  if (message?.kind !== 'poll') return undefined;
  const opened = await openMessageText(deps.vault, message);
  return opened.kind === 'text' ? opened.text : undefined;
}
