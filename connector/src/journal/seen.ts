/** What WhatsApp has already brought: by ciphertext, so that a redelivery changes nothing, and by message, so that it is counted once. */
import type { JournalChange } from '@atalaia/storage';
import type { Journal } from './journal.ts';

/** WhatsApp redelivers for at most two weeks; kept twice as long. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Key of a stanza's ciphertext; `hash` is SHA-256 in hex. */
export function ciphertextKey(hash: string): string {
  return `ciphertext:${hash}`;
}

/** Key of a message. Ids are chosen by senders, so chat and author belong to it; `author` is a party's id, a JID or `us`. */
export function messageKey(chat: string, author: string, id: string): string {
  return `message:${chat}/${author}/${id}`;
}

/** Changes that remove up to 1,000 of the rows that are old enough at `now` (milliseconds); none when there are none. */
export function forgetOld(journal: Journal, now: number): readonly JournalChange[] {
  return journal.seen
    .list(1000)
    .filter(({ order }) => order < now - KEPT_MS)
    .map(({ key }) => journal.seen.remove(key));
}
