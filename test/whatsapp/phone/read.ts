/** What a received plaintext says: the inverse of `content.ts` and `acts.ts`, for the tests that look at a phone's inbox. */
import { normalizeMessageContent, type proto } from '@whiskeysockets/baileys';
import type { Account } from '../server/types.ts';
import type { MediaKind } from './media.ts';
import { type Memory, type Remembered, secretOf } from './memory.ts';
import { openVote } from './poll.ts';
import { openEdit } from './secret-edit.ts';

export type Said =
  | { readonly kind: 'text' }
  | {
      readonly kind: 'file';
      readonly media: MediaKind;
      readonly mime: string;
      readonly directPath: string;
      readonly mediaKey: Uint8Array;
      readonly viewOnce: boolean;
    }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'contact'; readonly name: string; readonly vcard: string }
  | { readonly kind: 'poll'; readonly options: readonly string[] }
  | { readonly kind: 'edit'; readonly of: string; readonly style: 'old' | 'secret' }
  | { readonly kind: 'revoke'; readonly of: string }
  | { readonly kind: 'reaction'; readonly of: string; readonly emoji: string }
  | { readonly kind: 'vote'; readonly of: string; readonly options: readonly string[] }
  | { readonly kind: 'other' };

export interface Reading {
  readonly said: Said;
  /** The text, caption, question or edited text; empty without one. */
  readonly text: string;
  /** Id of the message this one replies to. */
  readonly quoted?: string;
  readonly forwarded: boolean;
}

/** `author` wrote the message; `memory` holds the originals that edits and votes speak of. */
export function readMessage(message: proto.IMessage, author: Account, memory: Memory): Reading {
  const content = normalizeMessageContent(message) ?? message;
  const viewOnce = (message.viewOnceMessage ?? message.viewOnceMessageV2 ?? null) !== null;
  const info = contextOf(content);
  return {
    ...said(content, author, memory, viewOnce),
    ...(info?.stanzaId ? { quoted: info.stanzaId } : {}),
    forwarded: info?.isForwarded ?? false,
  };
}

type Words = Pick<Reading, 'said' | 'text'>;

function said(content: proto.IMessage, author: Account, memory: Memory, viewOnce: boolean): Words {
  const text = content.conversation ?? content.extendedTextMessage?.text;
  if (text !== undefined && text !== null && text !== '') return { said: { kind: 'text' }, text };
  return (
    act(content, author, memory) ?? file(content, viewOnce) ?? card(content) ?? { said: { kind: 'other' }, text: '' }
  );
}

/** A message about another message. */
function act(content: proto.IMessage, author: Account, memory: Memory): Words | undefined {
  const { protocolMessage, reactionMessage, pollUpdateMessage, secretEncryptedMessage } = content;
  if (protocolMessage) return protocolWords(protocolMessage, 'old');
  if (reactionMessage) {
    const { key, text } = reactionMessage;
    return { said: { kind: 'reaction', of: key?.id ?? '', emoji: text ?? '' }, text: '' };
  }
  if (pollUpdateMessage) return voteWords(pollUpdateMessage, author, memory);
  const original = memory.get(secretEncryptedMessage?.targetMessageKey?.id ?? '');
  if (!secretEncryptedMessage || original === undefined) return undefined;
  const opened = trying(identitiesOf(original, author), ([from, editor]) =>
    openEdit({ id: original.id, secret: secretOf(original), author: from, editor }, secretEncryptedMessage),
  );
  return opened.protocolMessage ? protocolWords(opened.protocolMessage, 'secret') : undefined;
}

function protocolWords(message: proto.Message.IProtocolMessage, style: 'old' | 'secret'): Words {
  const of = message.key?.id ?? '';
  if (message.editedMessage) {
    const { conversation, extendedTextMessage } = message.editedMessage;
    return { said: { kind: 'edit', of, style }, text: conversation ?? extendedTextMessage?.text ?? '' };
  }
  return { said: { kind: 'revoke', of }, text: '' };
}

function voteWords(update: proto.Message.IPollUpdateMessage, voter: Account, memory: Memory): Words | undefined {
  const poll = memory.get(update.pollCreationMessageKey?.id ?? '');
  const { vote } = update;
  if (poll === undefined || !vote) return undefined;
  const options = (poll.message.pollCreationMessageV3?.options ?? []).map(({ optionName }) => optionName ?? '');
  const chosen = trying(identitiesOf(poll, voter), ([author, by]) =>
    openVote({ id: poll.id, secret: secretOf(poll), author, voter: by }, vote, options),
  );
  return { said: { kind: 'vote', of: poll.id, options: chosen }, text: '' };
}

/** The sender may have named people by phone number or by LID. */
function identitiesOf(original: Remembered, actor: Account): readonly (readonly [string, string])[] {
  const authors = [original.author.lid, original.author.pn];
  return authors.flatMap((author) => [actor.lid, actor.pn].map((by) => [author, by] as const));
}

/** The first candidate that works; throws what the last one threw. */
function trying<C, T>(candidates: readonly C[], open: (candidate: C) => T): T {
  let problem: unknown;
  for (const candidate of candidates) {
    try {
      return open(candidate);
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}

function file(content: proto.IMessage, viewOnce: boolean): Words | undefined {
  const found = [
    ['image', content.imageMessage],
    ['video', content.videoMessage],
    ['audio', content.audioMessage],
    ['document', content.documentMessage],
    ['sticker', content.stickerMessage],
  ] as const;
  for (const [media, message] of found) {
    if (!message) continue;
    const { directPath, mediaKey, mimetype } = message;
    const text = 'caption' in message ? (message.caption ?? '') : '';
    const from = { directPath: directPath ?? '', mediaKey: mediaKey ?? Buffer.alloc(0) };
    return { said: { kind: 'file', media, mime: mimetype ?? '', ...from, viewOnce }, text };
  }
  return undefined;
}

function card(content: proto.IMessage): Words | undefined {
  const { locationMessage, contactMessage, pollCreationMessageV3 } = content;
  if (locationMessage) {
    const { degreesLatitude, degreesLongitude, name } = locationMessage;
    const place = { latitude: degreesLatitude ?? 0, longitude: degreesLongitude ?? 0 };
    return { said: { kind: 'location', ...place }, text: name ?? '' };
  }
  if (contactMessage) {
    const { displayName, vcard } = contactMessage;
    return { said: { kind: 'contact', name: displayName ?? '', vcard: vcard ?? '' }, text: '' };
  }
  if (!pollCreationMessageV3) return undefined;
  const options = (pollCreationMessageV3.options ?? []).map(({ optionName }) => optionName ?? '');
  return { said: { kind: 'poll', options }, text: pollCreationMessageV3.name ?? '' };
}

function contextOf(content: proto.IMessage): proto.IContextInfo | undefined {
  for (const part of Object.values(content)) {
    if (typeof part === 'object' && part !== null && 'contextInfo' in part && part.contextInfo) return part.contextInfo;
  }
  return undefined;
}
