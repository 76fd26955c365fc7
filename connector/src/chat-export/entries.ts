/** The second reading of a chat: every entry with its author and kind. */
import { type Block, readBlocks } from './blocks.ts';
import { type ContentContext, programNote, readContent, withoutAnyMark } from './content.ts';
import type { MatchHeader } from './header.ts';
import type { Learned } from './learn-format.ts';
import type { Line } from './lines.ts';
import { PROGRAM_MARK, plainName } from './marks.ts';
import type { ChatEntry, ChatLimits } from './model.ts';
import type { Split } from './names.ts';
import { isTitleNote } from './title-note.ts';
import type { SystemPhrase, WordBook } from './words.ts';

export interface EntryContext {
  readonly file: string;
  readonly limits: Pick<ChatLimits, 'messageLength'>;
  readonly match: MatchHeader;
  readonly book: WordBook;
  readonly learned: Learned;
  has(file: string): boolean;
}

/** An entry, and for a system line what it tells about the chat. */
export interface ReadEntry {
  readonly entry: ChatEntry;
  /** Name before the colon of a system line on iOS: the group's title or the contact's name. */
  readonly under?: string;
}

/** Yields the entries of each batch of lines, in the order of the file. Throws ChatExportError. */
export async function* readEntries(
  batches: AsyncIterable<readonly Line[]>,
  context: EntryContext,
): AsyncGenerator<readonly ReadEntry[]> {
  const { book, learned, has } = context;
  const content: ContentContext = { platform: learned.format.platform, marks: learned.names.marks, book, has };
  const isDoubtful = (body: string): boolean => {
    const split = learned.names.split(body);
    if (split && (learned.names.recurs(split.name) || split.text.startsWith(PROGRAM_MARK))) return false;
    return book.system(body) === undefined && book.callNote(body) === undefined;
  };
  let first = true;
  for await (const blocks of readBlocks(batches, { ...context, isDoubtful })) {
    yield blocks.map((block) => {
      const read = readEntry(block, first, context, content);
      first = false;
      return read;
    });
  }
}

function readEntry(block: Block, first: boolean, { book, learned }: EntryContext, context: ContentContext): ReadEntry {
  const { at, line, body } = block;
  const system = (text: string): ChatEntry => ({ at, author: null, kind: 'system', text, line });
  const split = learned.names.split(body);
  if (!split || isNote(body, split, first, learned, book)) return { entry: system(withoutAnyMark(body).trim()) };

  const titled = /^([^\n]{1,100}): \u200e([^\n]+)$/.exec(split.text);
  if (titled && book.system(titled[2] ?? '') && !programNote(titled[2] ?? '', context)) {
    // The title of the group has a colon itself.
    const under = plainName(`${split.name}: ${titled[1]}`);
    return { entry: system(plainText(titled[2] ?? '')), under };
  }
  const content = isEvent(split, first, learned, context)
    ? { kind: 'system' as const, text: plainText(split.text) }
    : readContent(split.text, context);
  if (content.kind === 'system') return { entry: system(content.text), under: split.name };
  return { entry: { at, author: split.name, ...content, line } };
}

/** What stands before the colon is no name. In doubt it is one: words without an author are easily overlooked. */
function isNote(body: string, split: Split, first: boolean, { names, format }: Learned, book: WordBook): boolean {
  if (names.recurs(split.name)) return false;
  const [line = ''] = body.split('\n', 1);
  // Lines below a note are somebody's stray text.
  if (split.colon > line.length) return book.system(line) !== undefined;
  return isTitleNote(body, format.locale, book) || (first && isOpening(line.slice(0, split.colon), book));
}

/** The long notice that opens every chat. */
function isOpening(text: string, book: WordBook): boolean {
  return text.length > 80 && book.system(text)?.group === false;
}

/** iOS writes what happened under the group's title or a person's name, after the program's mark. */
function isEvent({ name, text }: Split, first: boolean, { names }: Learned, context: ContentContext): boolean {
  const phrase = (): SystemPhrase | undefined => context.book.system(text);
  if (text.startsWith(PROGRAM_MARK) && programNote(text, context) === undefined) {
    // In every language an event begins with the name of who caused it.
    const told = first || !names.writes(name) || plainName(text).startsWith(`${name} `);
    if (told || phrase() !== undefined) return true;
  }
  // Some tools strip the marks; then only the long notice that opens every chat is told from a message.
  return first && !names.marks && context.platform === 'ios' && isOpening(text, context.book);
}

function plainText(text: string): string {
  return text.includes('\n') ? withoutAnyMark(text).trim() : plainName(text);
}
