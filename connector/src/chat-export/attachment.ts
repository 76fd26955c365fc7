/** Finds the marker of an attached file in a message, and what kind of file it is. */
import type { ChatKind } from './model.ts';
import type { WordBook } from './words.ts';

export interface Attachment {
  readonly file: string;
  readonly kind: ChatKind;
  /** What the sender wrote with it. */
  readonly caption: string;
}

export interface AttachmentContext {
  readonly platform: 'android' | 'ios';
  readonly book: WordBook;
  /** The archive holds a file of that name: proof of a marker in a language we do not know. */
  has(file: string): boolean;
}

const NAME = '[^<>\\n/\\\\]{1,255}?';
const IOS_WORD_FIRST = new RegExp(`(^|\\s)\\u200e?<([^<>:：\\n]{1,60}?)\\s?[:：]\\s?(${NAME})>\\u200e?(?=\\n|$)`, 'u');
const IOS_WORD_LAST = new RegExp(`(^|\\s)\\u200e?<(${NAME}\\.\\w{1,8}) ([^<>:\\n]{1,60})>\\u200e?(?=\\n|$)`, 'u');
const ANDROID = new RegExp(`^\\u200e?(${NAME}) \\(([^()\\n]{1,60})\\)\\u200e?(?=\\n|$)`, 'u');
/** Names that WhatsApp gives: IMG-20240102-WA0001.jpg, 00000012-PHOTO-2024-01-02-10-11-12.jpg. */
const GIVEN_NAME = /^(?:(?:IMG|VID|AUD|PTT|STK|DOC)-\d{8}-WA\d+\b|\d{8}-)/;
/** "contract.pdf • 3 pages" before the marker repeats the file; it is no caption. */
const LABEL = /^\u200e?[^\n]{1,255}\.\w{1,8}(?:\s•[^\n]{0,40})?$/;

/** The attachment that a message's text stands for, or undefined. */
export function findAttachment(text: string, context: AttachmentContext): Attachment | undefined {
  if (context.platform === 'android') return text.includes(' (') ? onAndroid(text, context) : undefined;
  return text.includes('<') ? onIos(text, context) : undefined;
}

function onAndroid(text: string, context: AttachmentContext): Attachment | undefined {
  const [marker, file = '', word = ''] = ANDROID.exec(text) ?? [];
  if (marker === undefined || !isMarker(file, word, context)) return undefined;
  const caption = text.slice(marker.length).replace(/^\n/, '');
  return { file, kind: kindOfFile(file), caption: caption === file ? '' : caption };
}

function onIos(text: string, context: AttachmentContext): Attachment | undefined {
  const wordFirst = IOS_WORD_FIRST.exec(text);
  const found = wordFirst ?? IOS_WORD_LAST.exec(text);
  if (!found) return undefined;
  const [, , one = '', two = ''] = found;
  const [word, file] = wordFirst ? [one, two] : [two, one];
  if (!isMarker(file, word, context)) return undefined;
  const before = text.slice(0, found.index).trimEnd();
  const after = text.slice(found.index + found[0].length).replace(/^\n/, '');
  const said = LABEL.test(before) ? '' : before.replace(/^\u200e/, '');
  return { file, kind: kindOfFile(file), caption: [said, after].filter((part) => part !== '').join('\n') };
}

function isMarker(file: string, word: string, { book, has }: AttachmentContext): boolean {
  if (book.phrase('attached', word)) return /\.\w{1,8}$/.test(file) || has(file);
  return GIVEN_NAME.test(file) || has(file);
}

const KINDS: readonly (readonly [RegExp, ChatKind])[] = [
  [/^STK-|-STICKER-|\.webp$/i, 'sticker'],
  [/\.(?:jpe?g|png|gif|heic|heif|bmp|avif|tiff?)$/i, 'image'],
  [/\.(?:mp4|mov|3gpp?|mkv|avi|webm|m4v)$/i, 'video'],
  [/\.(?:opus|ogg|oga|m4a|mp3|aac|amr|wav|caf|flac)$/i, 'audio'],
  [/\.vcf$/i, 'contact'],
];

/** The kind of an attached file, by its name. */
function kindOfFile(file: string): ChatKind {
  return KINDS.find(([pattern]) => pattern.test(file))?.[1] ?? 'document';
}
