/** Reads a group's notification: who came or went is told as a number, never as names. */
import { createHash } from 'node:crypto';
import { type BinaryNode, jidNormalizedUser } from '@whiskeysockets/baileys';
import type { Decoded } from '../content.ts';
import type { Envelope } from '../journal/rows.ts';

export interface GroupChange {
  readonly envelope: Envelope;
  readonly decoded: Decoded;
  /** The new title, where it changed. */
  readonly subject: string | null;
}

/** Undefined for what changes nothing that a reader of the chat would miss. */
export function groupChangeIn(node: BinaryNode): GroupChange | undefined {
  const change = Array.isArray(node.content) ? node.content[0] : undefined;
  const { id, from, t, type, offline } = node.attrs;
  if (type !== 'w:gp2' || change === undefined || from === undefined) return undefined;
  const subject = change.tag === 'subject' ? (change.attrs['subject'] ?? null) : null;
  const text = lineFor(change, subject);
  if (text === undefined) return undefined;
  const chat = jidNormalizedUser(from);
  const hash = createHash('sha256')
    .update(JSON.stringify(['group', chat, id, change.tag]))
    .digest('hex');
  return {
    envelope: {
      id: `${id ?? ''}-${change.tag}`,
      hash,
      to: 'group',
      chat,
      author: chat,
      // It is WhatsApp that speaks, not a member: nobody's standing decides but the group's own.
      fromMe: true,
      device: 0,
      alternative: null,
      t: Number(t) || 0,
      offline: offline !== undefined,
      pushName: null,
      edit: null,
    },
    decoded: { content: { kind: 'system', text }, quotes: null, forwarded: false, secret: null, mentions: [] },
    subject,
  };
}

/** Symbols need no language. */
function lineFor(change: BinaryNode, subject: string | null): string | undefined {
  const members = Array.isArray(change.content) ? change.content.filter(({ tag }) => tag === 'participant').length : 0;
  switch (change.tag) {
    case 'add':
      return `👥 +${members}`;
    case 'remove':
    case 'leave':
      return `👥 −${members}`;
    case 'subject':
      return subject === null ? undefined : `👥 „${subject}“`;
    default:
      return undefined;
  }
}
