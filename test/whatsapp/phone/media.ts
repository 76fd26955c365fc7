/** Encrypted files: a phone uploads and downloads them as WhatsApp's media scheme asks, over the local media host. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { request } from 'node:https';
import type { MediaHost } from '../server/types.ts';

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';

/** What a message tells about its file; field names as in the protobuf. */
export interface Uploaded {
  readonly url: string;
  readonly directPath: string;
  readonly mediaKey: Uint8Array;
  readonly fileSha256: Uint8Array;
  readonly fileEncSha256: Uint8Array;
  readonly fileLength: number;
}

/** The label under which a kind's keys are derived, and where it is posted. */
const KINDS: Readonly<Record<MediaKind, { readonly label: string; readonly path: string }>> = {
  image: { label: 'WhatsApp Image Keys', path: '/mms/image' },
  video: { label: 'WhatsApp Video Keys', path: '/mms/video' },
  audio: { label: 'WhatsApp Audio Keys', path: '/mms/audio' },
  document: { label: 'WhatsApp Document Keys', path: '/mms/document' },
  sticker: { label: 'WhatsApp Image Keys', path: '/mms/image' },
};

const MAC_BYTES = 10;

/** Encrypts a file under a fresh media key and posts it. */
export async function upload(host: MediaHost, kind: MediaKind, bytes: Uint8Array): Promise<Uploaded> {
  const mediaKey = randomBytes(32);
  const { iv, cipherKey, macKey } = keysOf(mediaKey, kind);
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
  const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const file = Buffer.concat([ciphertext, macOf(macKey, iv, ciphertext)]);
  const fileEncSha256 = sha256(file);
  const token = encodeURIComponent(fileEncSha256.toString('base64url'));
  const answer = await call(host, `${KINDS[kind].path}/${token}?auth=phone&token=${token}`, file);
  const { url, direct_path: directPath } = JSON.parse(answer.toString('utf8')) as { url: string; direct_path: string };
  return { url, directPath, mediaKey, fileSha256: sha256(bytes), fileEncSha256, fileLength: bytes.byteLength };
}

/** Fetches a file and opens it; throws when it is gone or was changed. */
export async function download(
  host: MediaHost,
  kind: MediaKind,
  file: { readonly directPath: string; readonly mediaKey: Uint8Array },
): Promise<Buffer> {
  const stored = await fetchSealed(host, file.directPath);
  const { iv, cipherKey, macKey } = keysOf(file.mediaKey, kind);
  const ciphertext = stored.subarray(0, -MAC_BYTES);
  if (!macOf(macKey, iv, ciphertext).equals(stored.subarray(-MAC_BYTES))) throw new Error('The file was changed.');
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

/** The file as the media host has it, still encrypted. */
export function fetchSealed(host: MediaHost, directPath: string): Promise<Buffer> {
  return call(host, directPath);
}

/** Posts an encrypted file again; answers its path. */
export async function postSealed(host: MediaHost, path: string, sealed: Uint8Array): Promise<string> {
  const answer = await call(host, `${path}?auth=phone`, sealed);
  return (JSON.parse(answer.toString('utf8')) as { direct_path: string }).direct_path;
}

function keysOf(mediaKey: Uint8Array, kind: MediaKind) {
  const expanded = Buffer.from(hkdfSync('sha256', mediaKey, Buffer.alloc(32), KINDS[kind].label, 112));
  return { iv: expanded.subarray(0, 16), cipherKey: expanded.subarray(16, 48), macKey: expanded.subarray(48, 80) };
}

function macOf(macKey: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array): Buffer {
  return createHmac('sha256', macKey).update(iv).update(ciphertext).digest().subarray(0, MAC_BYTES);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Posts `body`, or gets without one. The phone trusts the media host's certificate by itself. */
function call(host: MediaHost, path: string, body?: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `https://${host.host}${path}`,
      { method: body === undefined ? 'GET' : 'POST', ca: host.ca, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(Buffer.concat(chunks));
          else reject(new Error(`The media host answered ${answer.statusCode}.`));
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}
