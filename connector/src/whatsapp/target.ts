/** Says which message another one is about, turned from the sender's view to ours. */
import { jidNormalizedUser, type proto } from '@whiskeysockets/baileys';
import type { Target } from '../content.ts';
import type { Envelope } from '../journal/rows.ts';
import { isOwn, type Own } from './own.ts';

export interface View {
  readonly envelope: Pick<Envelope, 'to' | 'chat' | 'author' | 'fromMe'>;
  readonly own: Own;
}

/** A message that its sender may change: their own one, whatever else the key claims. */
export function ownTarget({ envelope }: View, key: proto.IMessageKey | null | undefined): Target | undefined {
  if (!key?.id) return undefined;
  return { id: key.id, fromMe: envelope.fromMe, participant: envelope.to === 'group' ? envelope.author : null };
}

/** Any message of the chat. `fromMe` in a key is said from the sender's side. */
export function targetOf(view: View, key: proto.IMessageKey | null | undefined): Target | undefined {
  if (!key?.id || key.fromMe) return ownTarget(view, key);
  const { envelope, own } = view;
  if (envelope.to !== 'group') return { id: key.id, fromMe: !envelope.fromMe, participant: null };
  return { id: key.id, fromMe: isOwn(own, key.participant), participant: plain(key.participant) };
}

/** The message that a reply quotes; null where it is none of this chat (a status, a group answered in private). */
export function quotedBy({ envelope, own }: View, context: proto.IContextInfo | null | undefined): Target | null {
  if (!context?.stanzaId) return null;
  const elsewhere = context.remoteJid ?? '';
  if (/@(?:g\.us|broadcast|newsletter)$/.test(elsewhere) && elsewhere !== envelope.chat) return null;
  const participant = plain(context.participant);
  const fromMe = participant === null ? !envelope.fromMe : isOwn(own, participant);
  return { id: context.stanzaId, fromMe, participant: envelope.to === 'group' ? participant : null };
}

function plain(jid: string | null | undefined): string | null {
  return jidNormalizedUser(jid ?? undefined) || null;
}
