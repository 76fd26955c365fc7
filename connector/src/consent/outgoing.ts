/** Words that the program itself is about to send: written down with their WhatsApp id before anything leaves. */
import { hash } from 'node:crypto';
import type { NoticeId } from '@atalaia/storage';
import type { Chat, OutboxRow } from '../journal/rows.ts';

export interface Outgoing {
  readonly chat: Pick<Chat, 'id' | 'jid'>;
  readonly kind: OutboxRow['kind'];
  readonly text: string;
  readonly notice?: { readonly id: NoticeId; readonly generation: number };
}

/** Now in milliseconds; the id makes a resend after a crash the same message to WhatsApp. */
export function outgoing(
  { chat, kind, text, notice }: Outgoing,
  { now, newId }: { readonly now: number; readonly newId: () => string },
): OutboxRow {
  return {
    id: messageId(newId()),
    chat: chat.id,
    jid: chat.jid,
    kind,
    text,
    hash: hash('sha256', text, 'hex'),
    notice: notice?.id ?? null,
    generation: notice?.generation ?? null,
    plannedAt: now,
    state: 'planned',
    error: null,
    proof: [],
    deliveredTo: [],
  };
}

/** In the shape of a linked device's ids: 3EB0 and 18 hexadecimal digits. */
function messageId(random: string): string {
  return `3EB0${hash('sha256', random, 'hex').slice(0, 18).toUpperCase()}`;
}
