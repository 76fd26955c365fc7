/** What a file is, told from its bytes: names and types given by others are not believed. */
import { fileTypeFromBuffer } from 'file-type';

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
