/** Reads the uploaded file by ranges, and insists on getting them whole. */
import { ChatExportError } from './chat-export-error.ts';
import type { ChatSource } from './model.ts';

const PIECE = 64 * 1024;

/** Yields bytes [start, end) in pieces of 64 KiB. Throws ChatExportError 'unreadable' if the source ends early. */
export async function* readPieces(source: ChatSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += PIECE) yield await readRange(source, at, Math.min(at + PIECE, end));
}

/** Exactly the bytes [start, end). Throws ChatExportError 'unreadable'. */
export async function readRange(source: ChatSource, start: number, end: number): Promise<Uint8Array> {
  const unreadable = (cause?: unknown): ChatExportError =>
    new ChatExportError(
      'unreadable',
      { file: source.label },
      'the file could not be read to its end; check that it is complete and try again.',
      cause,
    );
  let bytes: Uint8Array;
  try {
    bytes = await source.read(start, end);
  } catch (cause) {
    throw unreadable(cause);
  }
  if (bytes.byteLength !== end - start) throw unreadable();
  return bytes;
}
