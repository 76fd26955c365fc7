/** Corrections that stand beside messages: what the person said it should read, once a dpo accepted it. The original never changes. */
import { type Correction, corrections, type Message, type MessageId, type Records, type Vault } from '@atalaia/storage';
import type { MessageView } from '../api/conversation-views.ts';
import { everyPage } from '../every-page.ts';
import { openText } from '../open-text.ts';
import { correctionPlace } from '../person/correction-view.ts';
import { type Cast, hidden } from './cast.ts';

/** The accepted ones of these messages, oldest first (LGPD art. 18 III; GDPR art. 16). */
export async function correctionsOn(
  deps: { readonly records: Pick<Records, 'find'> },
  page: readonly Message[],
): Promise<ReadonlyMap<MessageId, readonly Correction[]>> {
  if (page.length === 0) return new Map();
  const accepted: Correction[] = [];
  const every = everyPage((after) =>
    deps.records.find(corrections, {
      index: 'byMessage',
      equals: { message: page.map(({ id }) => id) },
      limit: 500,
      ...after,
    }),
  );
  for await (const { doc } of every) if (doc.state === 'accepted') accepted.push(doc);
  const byMessage = new Map<MessageId, Correction[]>();
  for (const one of accepted.toSorted((a, b) => a.at - b.at)) {
    if (one.message === null) continue;
    byMessage.set(one.message, [...(byMessage.get(one.message) ?? []), one]);
  }
  return byMessage;
}

/** Masked as the message is; the text is null once its key was destroyed. */
export async function showCorrection(
  { vault }: { readonly vault: Pick<Vault, 'openText'> },
  cast: Cast,
  { id, sealedText, decidedAt, at }: Correction,
): Promise<MessageView['corrections'][number]> {
  const opened = await openText(vault, correctionPlace(id), sealedText);
  return { id, text: opened.kind === 'text' ? hidden(cast, opened.text) : null, at: decidedAt ?? at };
}
