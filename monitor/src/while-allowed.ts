/** Hands bytes out for as long as they may be had: a download can take hours, and what was right at its beginning may end. */

/** Bytes between two questions. */
const askEvery = 1024 * 1024;

/** `refuse`: throws once they may be had no longer. @throws what it throws; what was not read by then stays unread */
export async function* whileAllowed(
  bytes: AsyncIterable<Uint8Array>,
  refuse: () => Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const chunk of bytes) {
    if (sent >= askEvery) {
      await refuse();
      sent = 0;
    }
    yield chunk;
    sent += chunk.length;
  }
}
