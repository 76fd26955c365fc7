/** A file as WhatsApp's media host holds it, and what its message says of it: written from the scheme, not with our code. */
import { createCipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { MediaSource } from '../../connector/src/content.ts';

export function encryptedFile(
  bytes: Uint8Array,
  directPath: string,
): { readonly stored: Buffer; readonly source: MediaSource } {
  const mediaKey = randomBytes(32);
  const keys = Buffer.from(hkdfSync('sha256', mediaKey, Buffer.alloc(32), 'WhatsApp Document Keys', 112));
  const iv = keys.subarray(0, 16);
  const cipher = createCipheriv('aes-256-cbc', keys.subarray(16, 48), iv);
  const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const mac = createHmac('sha256', keys.subarray(48, 80)).update(iv).update(ciphertext).digest().subarray(0, 10);
  const stored = Buffer.concat([ciphertext, mac]);
  const source: MediaSource = {
    kind: 'document',
    mediaKey,
    directPath,
    url: null,
    fileSha256: createHash('sha256').update(bytes).digest(),
    fileEncSha256: createHash('sha256').update(stored).digest(),
    size: 7,
    mimeType: 'image/png',
  };
  return { stored, source };
}
