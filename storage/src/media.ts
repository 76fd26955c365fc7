/** Keeps files sealed in segments of 64 KiB, so that any part of a long voice note or video opens on its own. */
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { decrypt, encrypt, tagBytes } from './aes-gcm.ts';
import type { BlobId } from './ids.ts';
import type { Blobs } from './ports.ts';
import { type Place, SealBroken, type Sealed, type SealingKey, type Vault } from './seal.ts';

/** Clear bytes per segment. */
export const segmentBytes = 64 * 1024;
const sealedSegmentBytes = segmentBytes + tagBytes;

export interface Media {
  /**
   * Seals a file of unknown length into the blob, in constant memory. The answer belongs into the record: the file
   * key together with the size (both sealed at `place` under `key`), and the size in clear bytes.
   */
  sealFile(
    key: SealingKey,
    place: Place,
    blob: BlobId,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly sealedFileKey: Sealed; readonly size: number }>;
  /**
   * Clear bytes [start, end) of the file, the whole without a range; undefined if the key was destroyed or the blob
   * is gone. @throws SealBroken, also while it is read, if anything was changed, cut, moved or added.
   */
  openFile(
    place: Place,
    sealedFileKey: Sealed,
    blob: BlobId,
    size: number,
    range?: { readonly start: number; readonly end: number },
  ): Promise<AsyncIterable<Uint8Array> | undefined>;
}

export function openMedia(deps: { readonly blobs: Blobs; readonly vault: Pick<Vault, 'open'> }): Media {
  return {
    async sealFile(key, place, blob, bytes) {
      const secret = randomBytes(32);
      const fileKey = createSecretKey(secret);
      const counted = { size: 0 };
      await deps.blobs.put(blob, sealedSegments(fileKey, blob, bytes, counted));
      const content = Buffer.alloc(40);
      content.set(secret);
      content.writeBigUInt64BE(BigInt(counted.size), 32);
      const sealedFileKey = key.seal(place, content);
      secret.fill(0);
      content.fill(0);
      return { sealedFileKey, size: counted.size };
    },

    async openFile(place, sealedFileKey, blob, size, range = { start: 0, end: size }) {
      const content = await deps.vault.open(place, sealedFileKey);
      if (content === undefined) return undefined;
      if (content.length !== 40) throw new SealBroken();
      const sealedSize = Number(Buffer.from(content).readBigUInt64BE(32));
      const stored = await deps.blobs.size(blob);
      if (stored === undefined) return undefined;
      if (sealedSize !== size || stored !== sealedLength(size)) throw new SealBroken();
      const fileKey = createSecretKey(content.subarray(0, 32));
      content.fill(0);
      const start = Math.min(size, Math.max(0, range.start));
      const end = Math.min(size, range.end);
      return openedRange(deps.blobs, fileKey, blob, size, start, end);
    },
  };
}

/** Bytes that a file of `size` clear bytes takes in the blob. An empty file has one empty segment. */
export function sealedLength(size: number): number {
  return size + tagBytes * segmentsOf(size);
}

function segmentsOf(size: number): number {
  return Math.max(1, Math.ceil(size / segmentBytes));
}

async function* sealedSegments(
  key: KeyObject,
  blob: BlobId,
  bytes: AsyncIterable<Uint8Array>,
  counted: { size: number },
): AsyncIterable<Uint8Array> {
  let index = 0;
  // One segment is held back: only at the end is it known to be the last.
  let held: Uint8Array | undefined;
  for await (const segment of inPieces(bytes, segmentBytes)) {
    if (held !== undefined) yield* encrypt(key, nonceOf(index++, false), contextOf(blob, undefined), held);
    counted.size += segment.length;
    held = segment;
  }
  yield* encrypt(key, nonceOf(index, true), contextOf(blob, counted.size), held ?? new Uint8Array(0));
}

async function* openedRange(
  blobs: Blobs,
  key: KeyObject,
  blob: BlobId,
  size: number,
  start: number,
  end: number,
): AsyncIterable<Uint8Array> {
  if (start >= end && size > 0) return;
  let index = Math.floor(start / segmentBytes);
  const past = Math.max(index + 1, Math.ceil(end / segmentBytes));
  const sealed = await blobs.get(blob, { start: index * sealedSegmentBytes, end: past * sealedSegmentBytes });
  if (sealed === undefined) throw new SealBroken();
  for await (const box of inPieces(sealed, sealedSegmentBytes)) {
    const last = index === segmentsOf(size) - 1;
    const context = contextOf(blob, last ? size : undefined);
    const clear = decrypt(key, nonceOf(index, last), context, box.subarray(0, -tagBytes), box.subarray(-tagBytes));
    if (clear === undefined) throw new SealBroken();
    const from = index * segmentBytes;
    const wanted = clear.subarray(Math.max(0, start - from), Math.max(0, end - from));
    if (wanted.length > 0) yield wanted;
    index++;
  }
  if (index !== past) throw new SealBroken();
}

/** The segment's number and whether it is the last. The file key seals one file only, so no nonce comes twice. */
function nonceOf(index: number, last: boolean): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(index), 0);
  nonce.writeUInt32BE(last ? 1 : 0, 8);
  return nonce;
}

/** The last segment carries the size of the whole, which is known only when it is sealed. */
function contextOf(blob: BlobId, size: number | undefined): Uint8Array {
  return Buffer.from(`atalaia file 1 ${blob} ${size ?? ''}`);
}

/**
 * The same bytes in pieces of `length`; the last may be shorter, none is empty. A piece is good until the next but one
 * is asked for: two pieces of memory serve a file of any size.
 */
async function* inPieces(bytes: AsyncIterable<Uint8Array>, length: number): AsyncIterable<Uint8Array> {
  let piece = Buffer.allocUnsafe(length);
  let other = Buffer.allocUnsafe(length);
  let filled = 0;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + length - filled);
      piece.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === length) {
        yield piece;
        [piece, other] = [other, piece];
        filled = 0;
      }
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
