/** Writes files into a ZIP that proves itself: each is hashed on its way in, and a signed manifest names them all. */
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { crc32, createDeflateRaw, deflateRaw } from 'node:zlib';
import type { Signer } from '@atalaia/storage';
import { canonicalJson } from '../audit/canonical.ts';
import { directoryLine, endOfFile, endOfZip, headOfFile, type PlacedFile } from './verifier/zip-bytes.mjs';

/** A file on its way into the ZIP, in order: but after a text, the next one is asked for when this one was read to its end. */
export type ZipFile = { readonly name: string } & (
  | { readonly text: string }
  | { readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly packed: AsyncIterable<Uint8Array>; readonly sums: Sums }
);

/** What is known of a file once it is packed. Hashes as hex. */
export type Sums = {
  readonly size: number;
  readonly sha256: string;
  readonly crc32: number;
  readonly packedSize: number;
  readonly packedSha256: string;
};

/** What the manifest says besides the files: ids, kinds and times. */
export type ManifestHead = {
  readonly kind: 'person' | 'company';
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
};

/** Words pack well at once; at higher levels packing takes longer than everything else together. */
const textLevel = 3;
/** Packed bytes handed on at once: fewer turns for large files. */
const packedAtOnce = 64 * 1024;
/** A ZIP tells sizes below 4 GiB without fields that old programs do not know. */
const largestFile = 0xffff_ffff;

/** The ZIP's bytes. @throws RangeError for a file of 4 GiB or more; what `files` throws. */
export async function* zipOf(
  files: AsyncIterable<ZipFile>,
  head: ManifestHead,
  signer: Signer,
): AsyncGenerator<Uint8Array> {
  const lines: (PlacedFile & { readonly offset: number })[] = [];
  /** Each in its canonical form, and so the list of them: written as they come, thousands hold up nothing at the end. */
  const manifest: string[] = [];
  let offset = 0;
  for await (const file of textsPacked(files)) {
    const streamed = { name: file.name, stored: false, crc: 0, packed: 0, size: 0 };
    yield headOfFile(streamed);
    const sums = yield* contentOf(file);
    if (sums.size > largestFile || sums.packedSize > largestFile)
      throw new RangeError('A file is too large to export.');
    const place = { ...streamed, crc: sums.crc32, packed: sums.packedSize, size: sums.size };
    yield endOfFile(place);
    lines.push({ ...place, offset });
    manifest.push(canonicalJson({ name: file.name, ...sums }));
    offset += sizeIn(place);
  }
  await setImmediate();
  const { publicKey } = signer;
  const around = canonicalJson({ format: 'atalaia-export', version: 1, ...head, publicKey, files: [] });
  const written = Buffer.from(around.replace('"files":[]', () => `"files":[${manifest.join(',')}]`));
  const signature = Buffer.from(signer.sign(written)).toString('base64');
  const place = Buffer.from(`${signature}\n${String(offset).padStart(16, '0')}\n`);
  for (const [name, bytes] of [
    ['manifest.json', written],
    ['manifest.sig', place],
  ] as const) {
    const line = { name, stored: true, crc: crc32(bytes), packed: bytes.length, size: bytes.length };
    yield headOfFile(line);
    yield bytes;
    lines.push({ ...line, offset });
    offset += sizeIn(line);
  }
  // Thousands of files have a long directory: other work comes before it, and it goes out in one piece.
  await setImmediate();
  const directory = Buffer.concat(lines.map((line) => directoryLine(line)));
  yield directory;
  yield endOfZip({ files: lines.length, directorySize: directory.length, directoryOffset: offset });
}

/** A text is packed by another thread while the next file is being made: one at a time, so that memory stays flat. */
async function* textsPacked(files: AsyncIterable<ZipFile>): AsyncGenerator<Exclude<ZipFile, { text: string }>> {
  let packing: Promise<Extract<ZipFile, { sums: Sums }>> | undefined;
  for await (const file of files) {
    if (packing) yield await packing;
    packing = 'text' in file ? packText(file) : undefined;
    // What fails while the next file is being made is told when its own turn comes.
    packing?.catch(() => undefined);
    if (!('text' in file)) yield file;
  }
  if (packing) yield await packing;
}

async function packText({ name, text }: Extract<ZipFile, { text: string }>): Promise<Extract<ZipFile, { sums: Sums }>> {
  const clear = Buffer.from(text);
  const packed = await promisify(deflateRaw)(clear, { level: textLevel });
  async function* bytes() {
    yield packed;
  }
  const sums: Sums = {
    size: clear.length,
    sha256: sha256(clear),
    crc32: crc32(clear),
    packedSize: packed.length,
    packedSha256: sha256(packed),
  };
  return { name, packed: bytes(), sums };
}

/** Yields the packed bytes. */
async function* contentOf(file: Exclude<ZipFile, { text: string }>): AsyncGenerator<Uint8Array, Sums> {
  if ('packed' in file) {
    yield* file.packed;
    return file.sums;
  }
  // Files come packed already: images, sound, documents.
  const packing = packed(file.bytes, 0);
  yield* packing.bytes;
  return packing.sums();
}

/** Packs a stream; `sums` once it was read to its end. */
export function packed(
  clear: AsyncIterable<Uint8Array>,
  level: number = textLevel,
): { readonly bytes: AsyncIterable<Uint8Array>; sums(): Sums } {
  const before = openSum();
  const after = openSum();
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const deflate = createDeflateRaw({ level, chunkSize: packedAtOnce });
    const feeding = pipeline(clear, measure(before), deflate);
    feeding.catch(() => undefined);
    for await (const piece of deflate) {
      after.add(piece);
      yield piece;
    }
    await feeding;
  }
  return {
    bytes: bytes(),
    sums: () => {
      const unpacked = before.sum();
      const whole = after.sum();
      return { ...unpacked, packedSize: whole.size, packedSha256: whole.sha256 };
    },
  };
}

function measure(sum: ReturnType<typeof openSum>): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      sum.add(piece);
      done(null, piece);
    },
  });
}

function openSum() {
  const hash = createHash('sha256');
  let size = 0;
  let crc = 0;
  return {
    add(piece: Uint8Array) {
      hash.update(piece);
      size += piece.length;
      crc = crc32(piece, crc);
    },
    sum: () => ({ size, crc32: crc, sha256: hash.digest('hex') }),
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function sizeIn(place: PlacedFile): number {
  return headOfFile(place).length + place.packed + endOfFile(place).length;
}
