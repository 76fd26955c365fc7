/** Turns a decrypted message into what it holds. Never throws: what nobody can read is kept as it came. */
import { proto, unpadRandomMax16 } from '@whiskeysockets/baileys';
import type { Content, Decoded } from '../content.ts';
import type { Envelope } from '../journal/rows.ts';
import { actIn } from './act.ts';
import { fileContent, fileIn } from './file-content.ts';
import type { Own } from './own.ts';
import { quotedBy, targetOf, type View } from './target.ts';
import { textContent } from './text-content.ts';
import { type Unwrapped, unwrap } from './unwrap.ts';
import { wordsOf } from './words.ts';

/** `plaintext` still has WhatsApp's padding. */
export function decode(plaintext: Uint8Array, envelope: Envelope, own: Own): Decoded {
  const bytes = withoutPadding(plaintext);
  const decoded = bytes && attempt(() => read(bytes, { envelope, own }));
  return decoded ?? { ...bare, content: unreadable(bytes ?? plaintext) };
}

const bare: Omit<Decoded, 'content'> = { quotes: null, forwarded: false, secret: null, mentions: [] };

/** Throws on bytes that are no message, or are nested deeper than the stack goes. */
function read(bytes: Buffer, view: View): Decoded {
  const unwrapped = unwrap(bytes);
  const message = saidIn(proto.Message.decode(unwrapped.message));
  const context = contextOf(message);
  return {
    content: contentOf(message, unwrapped, view) ?? unreadable(bytes),
    quotes: targetOf(view, message.commentMessage?.targetMessageKey) ?? quotedBy(view, context),
    forwarded: context?.isForwarded === true || (context?.forwardingScore ?? 0) > 0,
    secret: secretOf(unwrapped),
    mentions: context?.mentionedJid?.filter((jid) => jid !== '') ?? [],
  };
}

/** The message inside of a comment is what was said. */
function saidIn(message: proto.IMessage): proto.IMessage {
  const comment = message.commentMessage;
  return comment?.message ? { ...comment.message, commentMessage: comment } : message;
}

/** Kinds that say nothing to anybody: pins, the frame around an album's pictures, upkeep of phones. */
const silent: readonly (keyof proto.IMessage)[] = [
  'pinInChatMessage',
  'keepInChatMessage',
  'albumMessage',
  'stickerSyncRmrMessage',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'statusNotificationMessage',
];

/** Undefined for what we do not know how to read. */
function contentOf(message: proto.IMessage, { viewOnce, onlyKeys }: Unwrapped, view: View): Content | undefined {
  if (onlyKeys) return { kind: 'nothing' };
  const act = actIn(message, view);
  if (act !== undefined) return act;
  const text = textContent(message);
  if (text !== undefined) return text;
  const file = fileIn(message);
  if (file !== undefined) return fileContent(file, viewOnce);
  if (silent.some((kind) => message[kind])) return { kind: 'nothing' };
  const words = wordsOf(message);
  if (words.file !== undefined) return fileContent({ ...words.file, caption: words.text }, viewOnce);
  return words.text === '' ? undefined : { kind: 'text', text: words.text };
}

/** What surrounds the content stands in whichever kind the message is. */
function contextOf(message: proto.IMessage): proto.IContextInfo | undefined {
  for (const part of Object.values(message) as unknown[]) {
    if (typeof part === 'object' && part !== null && 'contextInfo' in part && part.contextInfo) {
      return part.contextInfo as proto.IContextInfo;
    }
  }
  return undefined;
}

/** The innermost is the content's own: a wrapper's may be the device's. */
function secretOf({ contexts }: Unwrapped): Uint8Array | null {
  const secrets = contexts.map((context) => attempt(() => proto.MessageContextInfo.decode(context).messageSecret));
  return secrets.findLast((secret) => secret?.length === 32) ?? null;
}

/** A `Buffer`, because of one the decoder keeps the letters around broken Unicode; of other bytes it swallows some. */
function withoutPadding(plaintext: Uint8Array): Buffer | undefined {
  const bytes = attempt(() => unpadRandomMax16(plaintext));
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function unreadable(bytes: Uint8Array): Content {
  return { kind: 'unreadable', bytes };
}

/** Broken bytes make decoders throw all sorts of errors; they all mean the same. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
