/** Opens an exported WhatsApp chat, .txt or .zip, from any phone and language. */

import { ChatExportError } from './chat-export-error.ts';
import { type EntryContext, readEntries } from './entries.ts';
import { openFiles } from './files.ts';
import { headerMatcher } from './header.ts';
import { learnFormat } from './learn-format.ts';
import { readLines } from './lines.ts';
import { ALL_WORDS } from './locales/all.ts';
import type { ChatEntry, ChatExport, ChatLimits, ChatSource } from './model.ts';
import { summarise } from './summary.ts';
import { bindWords } from './words.ts';

const MIB = 1024 * 1024;

/** Generous for a phone, small for a server. */
const CHAT_LIMITS: ChatLimits = {
  zipEntries: 50_000,
  zipBytes: 64 * 1024 * MIB,
  zipRatio: 300,
  textBytes: 1024 * MIB,
  messageLength: 4 * 65_536,
  names: 20_000,
};

/**
 * Reads the text twice: once to learn the format from the whole file, once to count; `entries()` reads it again.
 * Refuses the whole file with a ChatExportError rather than answer with part of it or with no message at all.
 */
export async function openChatExport(source: ChatSource, limits: Partial<ChatLimits> = {}): Promise<ChatExport> {
  const bounds: ChatLimits = { ...CHAT_LIMITS, ...limits };
  const file = source.label;
  const files = await openFiles(source, bounds);
  try {
    const book = bindWords(ALL_WORDS);
    const match = headerMatcher(ALL_WORDS);
    const lines = (): ReturnType<typeof readLines> => readLines(files.text(), file, bounds);
    const learned = await learnFormat(lines(), { file, limits: bounds, match, book });
    const context: EntryContext = { file, limits: bounds, match, book, learned, has: files.has };
    const fileNames = [files.textName ?? '', file];
    const summary = await summarise(readEntries(lines(), context), { book, fileNames, has: files.has });
    if (summary.counts.messages === 0) {
      throw new ChatExportError('no-messages', { file }, 'the chat holds no message, only notes of WhatsApp itself.');
    }
    return {
      ...summary,
      format: learned.format,
      entries: () => onlyEntries(lines(), context),
      ownWords: book.ownWords,
      media: async (name) => files.attachment(name),
      [Symbol.asyncDispose]: async () => files.close(),
    };
  } catch (error) {
    files.close();
    throw error;
  }
}

async function* onlyEntries(lines: ReturnType<typeof readLines>, context: EntryContext): AsyncGenerator<ChatEntry> {
  for await (const batch of readEntries(lines, context)) {
    for (const { entry } of batch) yield entry;
  }
}
