/** Opens the upload as what it is: a plain text, a ZIP, or something else that is refused. */
import { openArchive } from './archive.ts';
import { ChatExportError } from './chat-export-error.ts';
import type { ChatFiles } from './chat-files.ts';
import type { ChatLimits, ChatSource } from './model.ts';
import { readPieces, readRange } from './source.ts';

/** Looks at the first bytes, not at the name. Throws ChatExportError. */
export async function openFiles(source: ChatSource, limits: ChatLimits): Promise<ChatFiles> {
  const file = source.label;
  if (source.size === 0) {
    throw new ChatExportError('empty', { file }, 'the file is empty; export the chat from the phone again.');
  }
  const start = Buffer.from(await readRange(source, 0, Math.min(8, source.size))).toString('latin1');
  if (start.startsWith('PK')) return openArchive(source, limits);
  const foreign = FOREIGN.find(([magic]) => start.startsWith(magic));
  if (foreign) {
    throw new ChatExportError(
      'not-a-chat',
      { file },
      `this is ${foreign[1]}, not an exported chat; use the .txt or .zip that WhatsApp's "Export chat" made.`,
    );
  }
  return {
    text: () => readPieces(source, 0, source.size),
    has: () => false,
    attachment: () => undefined,
    close: () => {},
  };
}

const FOREIGN: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['Rar!', 'a RAR archive'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['\x1f\x8b', 'a gzip archive'],
];
