/** Turns stored messages into what a person may see: opened, masked unless revealed, with the hits in their places. */
import { type Conversation, type Message, type MessageId, messages, placeOf } from '@atalaia/storage';
import type { MessageView } from '../api/conversation-views.ts';
import { inlineExtension } from '../media-type.ts';
import { openText } from '../open-text.ts';
import { type Aftermath, aftermathsOf, untouched } from './aftermath.ts';
import { authorOf, type Cast, castOf, hidden } from './cast.ts';
import { correctionsOn, showCorrection } from './corrections.ts';
import { showAftermath } from './show-aftermath.ts';
import { hitsByMessage, type ShowDeps, type Shown, showWords } from './show-words.ts';

/** The messages as shown, in the same order, each with what became of it and what it answers. `reserved`: hits for dpos only, too. */
export async function showMessages(
  deps: ShowDeps,
  conversation: Conversation,
  page: readonly Message[],
  { revealed, reserved }: { readonly revealed: boolean; readonly reserved: boolean },
): Promise<{ readonly cast: Cast; readonly views: readonly MessageView[] }> {
  const aftermaths = await aftermathsOf(deps, page);
  const quoted = await quotedBy(deps, page);
  const rows = [...aftermaths.values()].flatMap(({ edits, revoke, reactions, votes }) => [
    ...edits,
    ...(revoke ? [revoke] : []),
    ...reactions,
    ...votes,
  ]);
  const cast = await castOf(deps, conversation, [...page, ...rows, ...quoted.values()], { revealed, reserved });
  const shown: Shown = { deps, cast, hits: await hitsByMessage(deps, [...page, ...rows], reserved) };
  const corrected = await correctionsOn(deps, page);
  const views: MessageView[] = [];
  for (const message of page) {
    const aftermath = aftermaths.get(message.id) ?? untouched;
    const view = await showMessage(shown, message, aftermath, message.quotes ? quoted.get(message.quotes) : undefined);
    const beside = cast.isClosed(message) ? [] : (corrected.get(message.id) ?? []);
    const corrections = await Promise.all(beside.map((one) => showCorrection(deps, cast, one)));
    views.push({ ...view, corrections });
  }
  return { cast, views };
}

async function showMessage(
  shown: Shown,
  message: Message,
  aftermath: Aftermath,
  quoted: Message | undefined,
): Promise<Omit<MessageView, 'corrections'>> {
  const { cast } = shown;
  const words = await showWords(shown, message);
  const row = message.media ? message : aftermath.fileKept;
  const media = row && !cast.isClosed(message) ? await showFile(shown, row) : null;
  return {
    id: message.id,
    author: authorOf(cast, message),
    from: message.from,
    attribution: message.attribution ?? null,
    kind: message.kind,
    at: message.at,
    text: words.text,
    damaged: words.damaged,
    masked: !cast.revealed,
    edited: message.edited || aftermath.edits.length > 0,
    forwarded: message.forwarded ?? false,
    viewOnce: message.viewOnce ?? message.kind === 'view-once',
    quotes: message.quotes ? await showQuoted(shown, quoted) : null,
    aftermath: await showAftermath(shown, message, aftermath),
    file: media ? 'kept' : fileState(message, aftermath),
    media,
    hits: words.hits,
  };
}

async function showFile({ deps, cast }: Shown, row: Message): Promise<MessageView['media']> {
  if (!row.media) return null;
  const name = await openText(deps.vault, placeOf(messages, row.id, 'sealedFileName'), row.sealedFileName);
  return {
    id: row.id,
    type: row.media.type,
    size: row.media.size,
    name: row.sealedFileName && name.kind === 'text' ? hidden(cast, name.text) : null,
    shownInline: inlineExtension(row.media.type) !== undefined,
  };
}

const fileKinds: ReadonlySet<Message['kind']> = new Set<Message['kind']>([
  'image',
  'video',
  'audio',
  'document',
  'sticker',
]);

/** Of a message whose file is not here. */
function fileState({ kind, origin, fileErasedAt }: Message, { fileExpired }: Aftermath): MessageView['file'] {
  if (fileErasedAt !== undefined) return 'erased';
  if (!fileKinds.has(kind)) return 'none';
  if (origin === 'import') return 'missing';
  return fileExpired ? 'expired' : 'pending';
}

async function showQuoted(shown: Shown, quoted: Message | undefined): Promise<MessageView['quotes']> {
  if (!quoted) return { kind: 'not-kept' };
  const { text } = await showWords(shown, quoted);
  const { id, from, kind } = quoted;
  return { kind: 'kept', id, author: authorOf(shown.cast, quoted), from, of: kind, text };
}

/** The messages that others of the page answer, where they are kept in the same conversation. */
async function quotedBy(
  deps: Pick<ShowDeps, 'records'>,
  page: readonly Message[],
): Promise<ReadonlyMap<MessageId, Message>> {
  const found = new Map<MessageId, Message>();
  for (const { quotes, conversation } of page) {
    const quoted = quotes && (await deps.records.get(messages, quotes))?.doc;
    if (quoted && quoted.conversation === conversation) found.set(quoted.id, quoted);
  }
  return found;
}
