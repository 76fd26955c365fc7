/** What a phone can write, and the protobuf message and stanza attributes that carry it. */
import type { proto } from '@whiskeysockets/baileys';
import type { Account } from '../server/types.ts';
import type { MediaKind, Uploaded } from './media.ts';

/** What a person sends. Bytes of a file are uploaded encrypted before the message goes out. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: MediaKind;
      readonly bytes: Uint8Array;
      readonly mime?: string;
      readonly caption?: string;
      readonly fileName?: string;
      /** An audio recorded in the chat. */
      readonly voice?: boolean;
      /** Shown once; linked devices of the receiver get an "unavailable" stanza instead of the content. */
      readonly viewOnce?: boolean;
    }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number; readonly name?: string }
  | { readonly kind: 'contact'; readonly name: string; readonly phone: string }
  | { readonly kind: 'poll'; readonly question: string; readonly options: readonly string[]; readonly choices?: number }
  /** A plaintext that need not be a message at all: what the receiver can decrypt but not decode. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** What surrounds the content. */
export interface Context {
  /** The message this one replies to. */
  readonly quote?: { readonly id: string; readonly author: Account };
  readonly forwarded?: boolean;
  readonly mentions?: readonly Account[];
  /** Seconds after which the chat's messages disappear. */
  readonly ephemeral?: number;
  /** Companions get the stanza without anything in it, as it happens with advertisements; they may ask the phone for it. */
  readonly absentForCompanions?: boolean;
}

/** One message on its way: the plaintext, and the attributes its stanza gets. */
export interface Outgoing {
  readonly plaintext: proto.IMessage | Uint8Array;
  readonly type: 'text' | 'media' | 'reaction' | 'poll';
  readonly mediaType?: string;
  /** 1 edit, 7 revoked by its author, 8 revoked by a group admin. */
  readonly edit?: '1' | '7' | '8';
  /** Receivers that can't decrypt it show nothing (reactions). */
  readonly hidden?: boolean;
  readonly pollType?: 'creation' | 'vote';
  /** What companions get instead of the content. */
  readonly companions?: 'view-once' | 'nothing';
}

/** What the sender's phone knows about a quoted message. */
export interface Quoted {
  readonly id: string;
  /** JID of its author in the chat's addressing. */
  readonly author: string;
  readonly message: proto.IMessage;
}

/**
 * `secret` is the message's own 32 bytes, from which edits and votes derive their keys. `uploaded` is there for files,
 * `quoted` and `mentions` (JIDs) as the chat addresses people.
 */
export function outgoing(
  content: Content,
  parts: {
    readonly secret: Uint8Array;
    readonly uploaded?: Uploaded;
    readonly quoted?: Quoted;
    readonly mentions: readonly string[];
    readonly context: Context;
  },
): Outgoing {
  if (content.kind === 'bytes') return { plaintext: content.bytes, type: 'text' };
  const inner = innerMessage(content, contextInfo(parts), parts.uploaded);
  const shown = wrap(content, inner, parts.context.ephemeral !== undefined);
  const absent = parts.context.absentForCompanions === true ? { companions: 'nothing' as const } : {};
  return {
    plaintext: { ...shown, messageContextInfo: { messageSecret: parts.secret, deviceListMetadataVersion: 2 } },
    ...attributes(content),
    ...absent,
  };
}

function attributes(content: Content): Omit<Outgoing, 'plaintext'> {
  switch (content.kind) {
    case 'text':
    case 'bytes':
      return { type: 'text' };
    case 'location':
      return { type: 'media', mediaType: 'location' };
    case 'contact':
      return { type: 'media', mediaType: 'vcard' };
    case 'poll':
      return { type: 'poll', pollType: 'creation' };
    case 'audio':
      return { type: 'media', mediaType: content.voice === true ? 'ptt' : 'audio' };
    case 'image':
    case 'video':
    case 'document':
    case 'sticker':
      return {
        type: 'media',
        mediaType: content.kind,
        ...(content.viewOnce === true ? { companions: 'view-once' } : {}),
      };
    default:
      return content satisfies never;
  }
}

function wrap(content: Content, message: proto.IMessage, ephemeral: boolean): proto.IMessage {
  const once = 'viewOnce' in content && content.viewOnce === true ? { viewOnceMessageV2: { message } } : message;
  return ephemeral ? { ephemeralMessage: { message: once } } : once;
}

function contextInfo(parts: {
  readonly quoted?: Quoted;
  readonly mentions: readonly string[];
  readonly context: Context;
}): proto.IContextInfo | undefined {
  const { quoted, mentions, context } = parts;
  const found: proto.IContextInfo = {
    ...(quoted === undefined
      ? {}
      : { stanzaId: quoted.id, participant: quoted.author, quotedMessage: withoutContext(quoted.message) }),
    ...(context.forwarded === true ? { isForwarded: true, forwardingScore: 1 } : {}),
    ...(mentions.length === 0 ? {} : { mentionedJid: [...mentions] }),
    ...(context.ephemeral === undefined ? {} : { expiration: context.ephemeral }),
  };
  return Object.keys(found).length === 0 ? undefined : found;
}

/** A quoted message travels without its secret. */
function withoutContext({ messageContextInfo: _secret, ...message }: proto.IMessage): proto.IMessage {
  return message;
}

function innerMessage(
  content: Exclude<Content, { kind: 'bytes' }>,
  info: proto.IContextInfo | undefined,
  uploaded: Uploaded | undefined,
): proto.IMessage {
  const context = info === undefined ? {} : { contextInfo: info };
  switch (content.kind) {
    case 'text':
      return info === undefined
        ? { conversation: content.text }
        : { extendedTextMessage: { text: content.text, ...context } };
    case 'location': {
      const { latitude, longitude, name } = content;
      return {
        locationMessage: {
          degreesLatitude: latitude,
          degreesLongitude: longitude,
          ...(name === undefined ? {} : { name }),
          ...context,
        },
      };
    }
    case 'contact':
      return { contactMessage: { displayName: content.name, vcard: vcard(content), ...context } };
    case 'poll':
      return {
        pollCreationMessageV3: {
          name: content.question,
          options: content.options.map((optionName) => ({ optionName })),
          selectableOptionsCount: content.choices ?? 1,
          ...context,
        },
      };
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return mediaMessage(content, context, uploaded);
    default:
      return content satisfies never;
  }
}

function mediaMessage(
  content: Extract<Content, { kind: MediaKind }>,
  context: { readonly contextInfo?: proto.IContextInfo },
  uploaded: Uploaded | undefined,
): proto.IMessage {
  if (uploaded === undefined) throw new Error('A file must be uploaded before its message is sent.');
  const file = { ...uploaded, mimetype: content.mime ?? USUAL_MIME[content.kind], ...context };
  const caption = content.caption === undefined ? {} : { caption: content.caption };
  const once = content.viewOnce === true ? { viewOnce: true } : {};
  switch (content.kind) {
    case 'image':
      return { imageMessage: { ...file, ...caption, ...once } };
    case 'video':
      return { videoMessage: { ...file, ...caption, ...once, seconds: 1 } };
    case 'audio':
      return { audioMessage: { ...file, ptt: content.voice ?? false, seconds: 1 } };
    case 'document': {
      const fileName = content.fileName ?? 'document';
      return { documentMessage: { ...file, ...caption, fileName, title: fileName } };
    }
    case 'sticker':
      return { stickerMessage: file };
    default:
      return content.kind satisfies never;
  }
}

const USUAL_MIME: Readonly<Record<MediaKind, string>> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/ogg; codecs=opus',
  document: 'application/pdf',
  sticker: 'image/webp',
};

function vcard({ name, phone }: { readonly name: string; readonly phone: string }): string {
  return ['BEGIN:VCARD', 'VERSION:3.0', `FN:${name}`, `TEL;type=CELL;waid=${phone}:+${phone}`, 'END:VCARD'].join('\n');
}
