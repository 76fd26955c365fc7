/** Reads one file of a ZIP as a stream and checks that it is what the directory promised. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { ZipFile } from 'yauzl';
import { ChatExportError } from './chat-export-error.ts';
import type { ChatSource } from './model.ts';
import { damaged, type PackedFile } from './packed-file.ts';
import { readPieces } from './source.ts';

/**
 * Yields the unpacked bytes; never more than the promised size. Throws ChatExportError 'zip-damaged', or
 * 'zip-wrong-crc' after the last byte: whoever stores the bytes must drop them then.
 */
export async function* unpack(zip: ZipFile, source: ChatSource, file: PackedFile): AsyncGenerator<Uint8Array> {
  const { entry, position } = file;
  let size = 0;
  let crc = 0;
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const end = fileDataStart + entry.compressedSize;
    if (end > source.size) throw damaged(source);
    const packed = readPieces(source, fileDataStart, end);
    for await (const piece of entry.compressionMethod === 8 ? inflate(packed) : packed) {
      size += piece.byteLength;
      if (size > entry.uncompressedSize) throw damaged(source);
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (cause) {
    throw cause instanceof ChatExportError ? cause : damaged(source, cause);
  }
  if (size !== entry.uncompressedSize) throw damaged(source);
  if (crc !== entry.crc32) {
    throw new ChatExportError(
      'zip-wrong-crc',
      { file: source.label },
      `file ${position} in the ZIP does not match its checksum; copy the ZIP from the phone again.`,
    );
  }
}

async function* inflate(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // An error on either side ends the loop below, so the callback has nothing left to do.
  yield* pipeline(Readable.from(packed), createInflateRaw(), () => {});
}
