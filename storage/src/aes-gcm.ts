/** AES-256-GCM as all of storage uses it: random 96-bit nonces, 128-bit tags, box = nonce, ciphertext, tag. */
import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';

export const nonceBytes = 12;
export const tagBytes = 16;

/** Makes nonces; each source keeps a buffer of random bytes, because asking the system 12 at a time is slow. */
export type NewNonce = () => Uint8Array;

export function nonceSource(): NewNonce {
  const pool = Buffer.allocUnsafeSlow(nonceBytes * 512);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += nonceBytes;
    return pool.subarray(used - nonceBytes, used);
  };
}

/** Seals under a nonce that this key never used before and never will again. Answers ciphertext and tag. */
export function encrypt(key: KeyObject, nonce: Uint8Array, context: Uint8Array, content: Uint8Array): [Buffer, Buffer] {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(context);
  const ciphertext = cipher.update(content);
  // GCM is a stream mode: `final` yields no bytes, it only makes the tag.
  cipher.final();
  return [ciphertext, cipher.getAuthTag()];
}

/** The content, or undefined if key, nonce, context or bytes are not those that were sealed. */
export function decrypt(
  key: KeyObject,
  nonce: Uint8Array,
  context: Uint8Array,
  ciphertext: Uint8Array,
  tag: Uint8Array,
): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(context);
  decipher.setAuthTag(tag);
  const content = decipher.update(ciphertext);
  try {
    decipher.final();
    return content;
  } catch {
    return undefined;
  }
}
