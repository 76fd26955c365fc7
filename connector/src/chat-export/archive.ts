/** Opens the ZIP of an export without trusting anything it says about itself. */
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl';
import { ChatExportError } from './chat-export-error.ts';
import type { ChatFiles } from './chat-files.ts';
import type { ChatLimits, ChatSource } from './model.ts';
import { baseName, damaged, type PackedFile } from './packed-file.ts';
import { pickChat } from './pick-chat.ts';
import { readRange } from './source.ts';
import { unpack } from './unpack.ts';

const ENCRYPTED = 0x1;
const UNIX_KIND = 0xf000;
const UNIX_FILE = 0x8000;
const UNIX_DIRECTORY = 0x4000;
const UNIX_LINK = 0xa000;
const SMALL = 10 * 1024 * 1024;

/** Reads the directory of the ZIP, checks every file in it and finds the chat. Throws ChatExportError. */
export async function openArchive(source: ChatSource, limits: ChatLimits): Promise<ChatFiles> {
  const zip = await openZip(source);
  try {
    const files = await readDirectory(zip, source, limits);
    const chat = await pickChat(files, source.label, (file) => unpack(zip, source, file));
    if (chat.entry.uncompressedSize > limits.textBytes) {
      throw new ChatExportError(
        'too-large',
        { file: source.label },
        'the chat in the ZIP is larger than can be read; export it in parts.',
      );
    }
    const attachments = new Map(files.filter((file) => file !== chat).map((file) => [baseName(file.path), file]));
    return {
      textName: baseName(chat.path),
      text: () => unpack(zip, source, chat),
      has: (name) => attachments.has(name.normalize('NFC')),
      attachment: (name) => {
        const file = attachments.get(name.normalize('NFC'));
        return file && unpack(zip, source, file);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openZip(source: ChatSource): Promise<ZipFile> {
  try {
    const options = { autoClose: false, lazyEntries: true, decodeStrings: false };
    return await fromRandomAccessReaderPromise(new SourceReader(source), source.size, options);
  } catch (cause) {
    throw damaged(source, cause);
  }
}

async function readDirectory(zip: ZipFile, source: ChatSource, limits: ChatLimits): Promise<readonly PackedFile[]> {
  const file = source.label;
  if (zip.entryCount > limits.zipEntries) throw tooMany(file, limits);
  const found = new Map<string, PackedFile>();
  let position = 0;
  let unpacked = 0;
  let packed = 0;
  for await (const entry of entriesOf(zip, source)) {
    position += 1;
    if (position > limits.zipEntries) throw tooMany(file, limits);
    const path = safePath(entry, position, file);
    checkEntry(entry, position, file, limits);
    unpacked += entry.uncompressedSize;
    packed += entry.compressedSize;
    if (unpacked > limits.zipBytes) {
      throw new ChatExportError(
        'too-large',
        { file },
        'the ZIP unpacks to more than can be read; export without media.',
      );
    }
    // Files that share bytes make a small ZIP unpack to anything.
    if (packed > source.size) throw damaged(source);
    if (path.endsWith('/') || isOfMac(path)) continue;
    if (found.has(path)) throw damaged(source);
    found.set(path, { path, position, entry });
  }
  return [...found.values()];
}

async function* entriesOf(zip: ZipFile, source: ChatSource): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (cause) {
    throw cause instanceof ChatExportError ? cause : damaged(source, cause);
  }
}

function safePath(entry: Entry, position: number, file: string): string {
  const path = entryName(entry).replaceAll('\\', '/').normalize('NFC');
  const unsafe = path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..') || path.includes('\0');
  if (path !== '' && !unsafe) return path;
  throw new ChatExportError(
    'zip-unsafe-name',
    { file },
    `file ${position} in the ZIP is named to be written outside its folder; use the ZIP that WhatsApp made, unchanged.`,
  );
}

/** Many tools write UTF-8 names without saying so. */
function entryName(entry: Entry): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(entry.fileNameRaw);
  } catch {
    return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
  }
}

function checkEntry(entry: Entry, position: number, file: string, limits: ChatLimits): void {
  const refuse = (code: 'zip-encrypted' | 'zip-link' | 'zip-unsupported' | 'zip-bomb', what: string): never => {
    throw new ChatExportError(code, { file }, `file ${position} in the ZIP ${what}`);
  };
  if (entry.generalPurposeBitFlag & ENCRYPTED) refuse('zip-encrypted', 'is encrypted; make a ZIP without a password.');
  const kind = (entry.externalFileAttributes >>> 16) & UNIX_KIND;
  if (kind === UNIX_LINK) refuse('zip-link', 'is a link to another place; use the ZIP that WhatsApp made, unchanged.');
  if (kind !== 0 && kind !== UNIX_FILE && kind !== UNIX_DIRECTORY) refuse('zip-link', 'is no ordinary file.');
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    refuse('zip-unsupported', 'is packed in a way we cannot read; make the ZIP with the phone or an ordinary tool.');
  }
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > SMALL && uncompressedSize > compressedSize * limits.zipRatio) {
    refuse('zip-bomb', 'unpacks to far more than its size; it is no chat and is not opened.');
  }
}

function isOfMac(path: string): boolean {
  return path.startsWith('__MACOSX/') || baseName(path) === '.DS_Store' || baseName(path).startsWith('._');
}

function tooMany(file: string, limits: ChatLimits): ChatExportError {
  return new ChatExportError(
    'zip-too-many-files',
    { file },
    `the ZIP holds more than ${limits.zipEntries} files; export without media.`,
  );
}

/** Lets yauzl read the directory from our source; the files themselves are read by `unpack`. */
class SourceReader extends RandomAccessReader {
  readonly #source: ChatSource;

  constructor(source: ChatSource) {
    super();
    this.#source = source;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    readRange(this.#source, position, position + length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        callback(null);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('read failed', { cause: error })),
    );
  }
}
