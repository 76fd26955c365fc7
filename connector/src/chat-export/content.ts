/** Tells what a message is: words of a person, or the note that WhatsApp wrote in place of something else. */
import { type AttachmentContext, findAttachment } from './attachment.ts';
import { PROGRAM_MARK } from './marks.ts';
import type { ChatEntry } from './model.ts';
import type { WordBook } from './words.ts';

export interface ContentContext extends AttachmentContext {
  /** Program's words carry the program's mark in this file, so words without it are a person's. */
  readonly marks: boolean;
}

/** 'system' here is a note about a call: an event, nothing that anybody wrote. */
type Content = Pick<ChatEntry, 'kind' | 'text' | 'file' | 'edited'>;

const MAP_LINK =
  /^([^\n:]{1,120}?)\s?:\s?https?:\/\/(?:maps\.google\.|maps\.app\.|www\.google\.[a-z.]+\/maps|goo\.gl\/maps|foursquare\.)/;

/** What the text of an authored entry is. The export's own markers are not part of the text. */
export function readContent(written: string, context: ContentContext): Content {
  const { text, edited } = withoutEditedMark(written, context.book);
  const content = programNote(text, context) ?? { kind: 'text', text: withoutMark(text) };
  return edited ? { ...content, edited } : content;
}

/** The text is a note of the program, not words of a person; undefined if it is words. */
export function programNote(text: string, context: ContentContext): Content | undefined {
  const attached = findAttachment(text, context);
  if (attached) return { kind: attached.kind, text: attached.caption, file: attached.file };
  return leftOut(text, context) ?? call(text, context) ?? place(text, context.book) ?? poll(text, context.book);
}

function leftOut(text: string, { platform, book }: ContentContext): Content | undefined {
  if (isDeleted(text, book)) return { kind: 'deleted', text: '' };
  if (platform === 'android' && text === 'null') return { kind: 'view-once', text: '' };
  const { note, caption, sure } = noteAndCaption(text);
  if (sure && book.viewOnce(note) && note.length <= 200) return { kind: 'view-once', text: withoutAnyMark(caption) };
  if (sure && book.phrase('omitted', note)) return { kind: 'omitted', text: withoutAnyMark(caption) };
  return platform === 'ios' && book.phrase('omitted', text) ? { kind: 'omitted', text: '' } : undefined;
}

/** After the program's mark the name of an admin may follow: "This message was deleted by admin Ana". */
function isDeleted(text: string, book: WordBook): boolean {
  if (book.phrase('deleted', text)) return true;
  if (!text.startsWith(PROGRAM_MARK) || text.length > 160) return false;
  const words = text.split(' ');
  return words.some((_, index) => book.phrase('deleted', words.slice(0, index).join(' ')) !== undefined);
}

/** Android writes `<note>` and the caption below; iOS the caption, the mark and the note. */
function noteAndCaption(text: string): { note: string; caption: string; sure: boolean } {
  const bracketed = /^\u200e?<([^<>\n]{2,120})>(?:\n([\s\S]*))?$/.exec(text);
  if (bracketed) return { note: bracketed[1] ?? '', caption: bracketed[2] ?? '', sure: true };
  const marked = /^([\s\S]*?)\u200e([^\u200e\n]{2,200})$/.exec(text);
  if (marked) return { note: marked[2] ?? '', caption: (marked[1] ?? '').trimEnd(), sure: true };
  return { note: text, caption: '', sure: false };
}

function call(text: string, { book, marks, platform }: ContentContext): Content | undefined {
  const ofProgram = text.startsWith(PROGRAM_MARK) || (!marks && platform === 'ios') || platform === 'android';
  if (!ofProgram || text.length > 120 || text.includes('\n') || !book.callNote(text)) return undefined;
  return { kind: 'system', text: withoutAnyMark(text) };
}

function place(text: string, book: WordBook): Content | undefined {
  const plain = withoutAnyMark(text);
  const word = /^([^\n:]{1,40}?)\s?:\s?https?:\/\//.exec(plain)?.[1];
  const named = word !== undefined && book.phrase('location', word) !== undefined;
  if (!named && !MAP_LINK.test(plain) && !book.phrase('liveLocation', plain.split('\n', 1)[0] ?? '')) return undefined;
  return { kind: 'location', text: plain };
}

function poll(text: string, book: WordBook): Content | undefined {
  const [first = ''] = text.split('\n', 1);
  const word = /^\u200e?([^\n:：]{2,40})[:：]\s*$/.exec(first)?.[1];
  if (word === undefined || first.length === text.length || !book.phrase('poll', word)) return undefined;
  return { kind: 'poll', text: withoutAnyMark(text) };
}

function withoutEditedMark(text: string, book: WordBook): { text: string; edited: boolean } {
  const found = /\s?\u200e?<([^<>\n]{3,80})>$/.exec(text);
  if (!found || !book.phrase('edited', found[1] ?? '')) return { text, edited: false };
  return { text: text.slice(0, found.index), edited: true };
}

function withoutMark(text: string): string {
  return text.startsWith(PROGRAM_MARK) ? text.slice(1) : text;
}

/** For text that the program wrote: its marks carry nothing. */
export function withoutAnyMark(text: string): string {
  return text.replaceAll(PROGRAM_MARK, '');
}
