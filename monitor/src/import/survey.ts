/** Reads an export through before anything is stored: proves every attachment whole, and picks messages to recognise the chat by. */
import type { ChatExport } from '@atalaia/connector';
import type { BlindIndex, BlindIndexer, NumberId } from '@atalaia/storage';
import type { Sample } from '../conversation/resolve.ts';
import { entryTraits, fingerprintOf } from './fingerprint.ts';

export interface Survey {
  /** Fingerprints of the first entries. */
  readonly beginning: readonly BlindIndex[];
  /** Messages from the beginning, the end and in between. */
  readonly samples: readonly Sample[];
}

/** Entries looked up at each end, and about as many in between. */
const sampled = 200;

/**
 * `recognise`: whether there may be a stored chat that this one continues; else only its beginning is read, unless
 * there are attachments. @throws ChatExportError for an attachment that is damaged.
 */
export async function surveyChat(
  blind: BlindIndexer,
  number: NumberId,
  chat: ChatExport,
  recognise: boolean,
): Promise<Survey> {
  const traitOf = entryTraits();
  const beginning: BlindIndex[] = [];
  const samples: Sample[] = [];
  const { entries, media } = chat.counts;
  const step = Math.ceil(entries / sampled);
  let index = 0;
  for await (const entry of chat.entries()) {
    if (index >= sampled && !recognise && media === 0) break;
    const trait = traitOf(entry);
    const begins = index < sampled;
    if (begins || index >= entries - sampled || index % step === 0) {
      const fingerprint = fingerprintOf(blind, number, trait);
      if (begins) beginning.push(fingerprint);
      if (entry.author !== null) samples.push({ fingerprint, author: entry.author });
    }
    if (entry.file !== undefined) await readThrough(await chat.media(entry.file));
    index++;
  }
  return { beginning, samples };
}

async function readThrough(bytes: AsyncIterable<Uint8Array> | undefined): Promise<void> {
  if (!bytes) return;
  for await (const _ of bytes);
}
