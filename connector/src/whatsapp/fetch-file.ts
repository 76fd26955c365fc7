/** Fetches a file from WhatsApp and decrypts it on the way. Neither size, type nor address is the sender's to decide. */
import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import { getMediaKeys } from '@whiskeysockets/baileys';
import type { MediaSource } from '../content.ts';

export interface FetchDeps {
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** WhatsApp's media host, as it named it to us (`mmg.whatsapp.net`): no other is ever asked. */
  readonly host: () => Promise<string>;
  /** The longest file that is taken, in bytes. */
  readonly maxBytes: number;
}

/**
 * `kept`: WhatsApp has it; the bytes can be read once. Reading throws `FileFault` if they are not what was sent: what was
 * read until then must be thrown away. `gone`: the phone may upload it again. `failed`: worth another try later.
 */
export type FetchedFile =
  | { readonly kind: 'kept'; readonly open: () => AsyncIterable<Uint8Array> }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly fault: FileFault };

export type FileFaultCode = 'unreachable' | 'refused' | 'altered' | 'too-large';

/** Why a file could not be fetched; says nothing about what is in it. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly code: FileFaultCode;

  constructor(code: FileFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** `signal` gives up; a file without key or place counts as gone. */
export async function fetchFile(deps: FetchDeps, source: MediaSource, signal: AbortSignal): Promise<FetchedFile> {
  let response: Response;
  try {
    const url = addressOf(source, await deps.host());
    if (url === undefined || source.mediaKey.length !== 32) return { kind: 'gone' };
    response = await deps.fetch(url, { signal, redirect: 'error', headers: { Origin: 'https://web.whatsapp.com' } });
  } catch (cause) {
    return failed('unreachable', 'The media server of WhatsApp could not be reached.', cause);
  }
  const { status, body } = response;
  if (status === 200 && body !== null) return { kind: 'kept', open: () => decrypted(deps, source, body) };
  await body?.cancel();
  // 403: the signed address has run out, which a new upload heals as well.
  if (status === 404 || status === 410 || status === 403) return { kind: 'gone' };
  return failed('refused', `The media server of WhatsApp answered ${status}.`);
}

function failed(code: FileFaultCode, message: string, cause?: unknown): FetchedFile {
  return { kind: 'failed', fault: new FileFault(code, message, { cause }) };
}

/** The sender's path on WhatsApp's host. A path that leads to another host (`//host`, `@host`) is no path. */
function addressOf({ directPath, url }: MediaSource, host: string): URL | undefined {
  const base = `https://${host}`;
  const given = URL.parse(directPath ?? url ?? '', base);
  if (given === null || (directPath !== null && given.host !== new URL(base).host)) return undefined;
  const address = new URL(base);
  address.pathname = given.pathname;
  address.search = given.search;
  return address;
}

/** WhatsApp's media scheme: AES-256-CBC, then the first ten bytes of an HMAC-SHA256 over IV and ciphertext. */
async function* decrypted(
  { maxBytes }: FetchDeps,
  source: MediaSource,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { iv, cipherKey, macKey } = await getMediaKeys(source.mediaKey, source.kind);
  if (!macKey) throw altered();
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const mac = createHmac('sha256', macKey).update(iv);
  const encryptedHash = createHash('sha256');
  const clearHash = createHash('sha256');
  let tail: Uint8Array = new Uint8Array();
  let size = 0;
  for await (const chunk of arriving(body)) {
    size += chunk.length;
    if (size > maxBytes) throw new FileFault('too-large', `The file is longer than ${maxBytes} bytes.`);
    encryptedHash.update(chunk);
    const bytes = Buffer.concat([tail, chunk]);
    const ciphertext = bytes.subarray(0, Math.max(0, bytes.length - macBytes));
    tail = bytes.subarray(ciphertext.length);
    mac.update(ciphertext);
    const clear = decipher.update(ciphertext);
    clearHash.update(clear);
    if (clear.length > 0) yield clear;
  }
  if (!mac.digest().subarray(0, macBytes).equals(tail)) throw altered();
  const last = lastOf(decipher);
  clearHash.update(last);
  if (!agrees(encryptedHash.digest(), source.fileEncSha256) || !agrees(clearHash.digest(), source.fileSha256)) {
    throw altered();
  }
  if (last.length > 0) yield last;
}

const macBytes = 10;

async function* arriving(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new FileFault('unreachable', 'The file stopped coming before its end.', { cause });
  }
}

function lastOf(decipher: { final(): Buffer }): Buffer {
  try {
    return decipher.final();
  } catch {
    throw altered();
  }
}

function agrees(found: Buffer, told: Uint8Array | null): boolean {
  return told === null || found.equals(told);
}

function altered(): FileFault {
  return new FileFault('altered', 'The file is not the one that was sent.');
}
