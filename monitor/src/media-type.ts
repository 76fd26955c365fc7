/** What a file is, told from its bytes: names and types given by others are not believed; and what a page may show of it. */
import { fileTypeFromBuffer } from 'file-type';

/** Types that a browser shows without running anything, and their file extension. */
const shownInline: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
  ['video/mp4', 'mp4'],
  ['video/3gpp', '3gp'],
  ['video/webm', 'webm'],
  ['audio/ogg', 'ogg'],
  ['audio/opus', 'opus'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['audio/x-m4a', 'm4a'],
  ['audio/aac', 'aac'],
  ['audio/webm', 'webm'],
]);

/**
 * The file extension of a type that a page may show or play; undefined if it is only ever a download.
 * Parameters are ignored: a voice note is `audio/ogg; codecs=opus`.
 */
export function inlineExtension(type: string): string | undefined {
  return shownInline.get(type.replace(/;.*/s, '').trim());
}

/** Enough bytes to tell every type that the sniffer knows. */
const headBytes = 4100;

/** The file's type (`application/octet-stream` if unknown) and the same bytes again, unread. */
export async function sniffType(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly type: string; readonly bytes: AsyncIterable<Uint8Array> }> {
  const source = bytes[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  for (let size = 0; size < headBytes; ) {
    const next = await source.next();
    if (next.done) break;
    head.push(next.value);
    size += next.value.length;
  }
  const found = await fileTypeFromBuffer(Buffer.concat(head).subarray(0, headBytes));
  return { type: found?.mime ?? 'application/octet-stream', bytes: joined(head, source) };
}

async function* joined(
  head: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
