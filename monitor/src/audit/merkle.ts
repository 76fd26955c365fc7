/** Merkle tree over captured messages (shape and domain bytes of RFC 6962 §2.1), so that one hash in the trail covers many. */
import { hash } from 'node:crypto';
import type { Message } from '@atalaia/storage';
import { canonicalJson } from './canonical.ts';

const leafByte = Uint8Array.of(0);
const nodeByte = Uint8Array.of(1);

/**
 * The leaf of a message: SHA-256 of 0x00, the SHA-256 of its clear fields as canonical JSON, and the SHA-256 of its
 * sealed fields. Everything is covered but `screening`, the one field that changes while the message lives.
 */
export function leafOf(message: Message): Buffer {
  const { screening: _, sealedText, sealedFileName, sealedFileKey, sealedSecret, media, ...clear } = message;
  const sealed: Uint8Array[] = [];
  // Messages without a secret are hashed as before there were any: what the trail covers already stays as it is.
  for (const field of [sealedText, sealedFileName, sealedFileKey, ...(sealedSecret ? [sealedSecret] : [])]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field ? field.byteLength + 1 : 0);
    sealed.push(length, field ?? Buffer.alloc(0));
  }
  const open = hash('sha256', canonicalJson({ ...clear, media: media ?? null }), 'buffer');
  return sha256(leafByte, open, sha256(...sealed));
}

/** The root of these leaves, as hex. An odd node at the end of a row rises unchanged. Of no leaves: SHA-256 of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): string {
  if (leaves.length === 0) return hash('sha256', '');
  let row = leaves;
  while (row.length > 1) {
    const above: Buffer[] = [];
    for (let index = 0; index < row.length; index += 2) {
      const [left, right] = [row[index], row[index + 1]];
      if (left && right) above.push(sha256(nodeByte, left, right));
      else if (left) above.push(left);
    }
    row = above;
  }
  return row[0]?.toString('hex') ?? '';
}

/** In one call: a hash that is fed piece by piece is an object that holds up the collection of garbage. */
function sha256(...parts: readonly Uint8Array[]): Buffer {
  return hash('sha256', Buffer.concat(parts), 'buffer');
}
