/** Keeps what comes live behind the backlog: it may need a group key that is still to be read there. */
import type { BinaryNode } from '@whiskeysockets/baileys';

/** What we write into `offline`; WhatsApp itself writes a number there. */
const BEHIND = 'behind';

export interface Order {
  /** Call it before Baileys sees the message. */
  arrived(stanza: BinaryNode): void;
  /** One ciphertext of the message was worked on, whatever came of it. */
  settled(stanza: BinaryNode, ciphertext: Uint8Array): void;
}

/**
 * Baileys 7 works a backlog off one by one, in order, but a live message at once: it would overtake. While some of the
 * backlog is left, a live message is therefore marked as one more of it.
 */
export function keepOrder(): Order {
  const waiting = new Set<BinaryNode>();
  return {
    arrived(stanza) {
      if (stanza.attrs['offline'] === undefined && waiting.size === 0) return;
      stanza.attrs['offline'] ??= BEHIND;
      if (ciphertextsOf(stanza).length > 0) waiting.add(stanza);
    },
    settled(stanza, ciphertext) {
      if (!waiting.has(stanza)) return;
      // One by one: what came before is done too, also what Baileys never tried to decrypt.
      for (const earlier of waiting) {
        if (earlier === stanza) break;
        waiting.delete(earlier);
      }
      if (ciphertextsOf(stanza).at(-1) === ciphertext) waiting.delete(stanza);
    },
  };
}

/** Whether WhatsApp kept the stanza for us while we were away. */
export function isBacklog(offline: string | undefined): boolean {
  return offline !== undefined && offline !== BEHIND;
}

function ciphertextsOf({ content }: BinaryNode): readonly unknown[] {
  return Array.isArray(content) ? content.filter(({ tag }) => tag === 'enc').map((part) => part.content) : [];
}
