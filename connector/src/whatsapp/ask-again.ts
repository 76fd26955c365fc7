/** Asks the phone to upload a file again that WhatsApp no longer has. */
import type { WAMessage } from '@whiskeysockets/baileys';
import type { MediaSource } from '../content.ts';
import type { MediaRow } from '../journal/rows.ts';

export interface AskAgainDeps {
  /** Baileys' own; it waits for the phone without end. */
  readonly updateMediaMessage: (message: WAMessage) => Promise<WAMessage>;
}

/** `gone`: the phone does not have it either. `failed`: no answer, or one that we can't use; worth another try later. */
export type Asked =
  | { readonly kind: 'uploaded'; readonly source: MediaSource }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed' };

/** `signal` ends the waiting. */
export async function askAgain(
  { updateMediaMessage }: AskAgainDeps,
  row: Pick<MediaRow, 'ref' | 'source' | 'jid' | 'fromMe' | 'participant'>,
  signal: AbortSignal,
): Promise<Asked> {
  const { source } = row;
  // Without its key nobody could read a new upload either.
  if (source.mediaKey.length !== 32) return { kind: 'gone' };
  const file = { mediaKey: source.mediaKey, directPath: source.directPath, url: source.url };
  const message: WAMessage = {
    key: {
      remoteJid: row.jid,
      fromMe: row.fromMe,
      id: row.ref.id,
      ...(row.participant === null ? {} : { participant: row.participant }),
    },
    message: { [`${source.kind}Message`]: file },
  };
  try {
    // The answer stands in the message that was given.
    await Promise.race([updateMediaMessage(message), aborted(signal)]);
  } catch (error) {
    return { kind: isNotFound(error) ? 'gone' : 'failed' };
  }
  const directPath = file.directPath || null;
  return directPath === null
    ? { kind: 'failed' }
    : { kind: 'uploaded', source: { ...source, directPath, url: file.url } };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** Baileys' errors carry the meaning of the phone's answer as an HTTP status. */
function isNotFound(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('output' in error)) return false;
  const { output } = error as { readonly output: { readonly statusCode?: unknown } };
  return output?.statusCode === 404;
}
