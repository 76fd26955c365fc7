// What the check needs of Node 18 or later: reading a file piece by piece, hashing, unpacking, and Ed25519.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

/** `file`: an open file handle of `node:fs/promises`. */
export async function nodeTools(file) {
  const { size } = await file.stat();
  return {
    size,
    async read(start, end) {
      const bytes = Buffer.alloc(Math.max(0, end - start));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    },
    async sha256(pieces) {
      const hash = createHash('sha256');
      for await (const piece of pieces) hash.update(piece);
      return hash.digest('hex');
    },
    async *unpack(pieces) {
      const source = Readable.from(pieces);
      const inflate = createInflateRaw();
      source.once('error', (error) => inflate.destroy(error));
      yield* source.pipe(inflate);
    },
    async isSigned(publicKey, bytes, signature) {
      try {
        return verify(null, bytes, createPublicKey(publicKey), signature);
      } catch {
        return false;
      }
    },
    crc32,
  };
}

const table = new Uint32Array(256).map((_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ table[(crc ^ byte) & 0xff];
  return (crc ^ 0xffffffff) >>> 0;
}
