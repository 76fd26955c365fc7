/** A contact of the history writes for the first time, and is told: the notice with its whole proof. */
import { createHash, randomBytes } from 'node:crypto';
import type { NoticeText } from '@atalaia/connector';
import type { ConversationId, PersonId } from '@atalaia/storage';
import type { Contact } from '../company.ts';
import type { Writing } from './write-past.ts';

export interface Chat {
  readonly person: PersonId;
  readonly conversation: ConversationId;
  /** Null until the notice arrived; `t` in seconds. */
  notified: { readonly notice: NoticeText; readonly message: string; readonly t: number } | null;
  answer: { readonly kind: 'agreed' | 'refused'; readonly t: number } | null;
}

export async function meet({ past, installed, chats }: Writing, contact: Contact): Promise<Chat> {
  const known = chats.get(contact);
  if (known !== undefined) return known;
  const number = installed.numbers[contact.desk];
  const { lid, name, phone } = contact;
  const { person } = await past.archive.meet({ number, lid, phone: `+${phone}`, pushName: name });
  const conversation = await past.archive.conversationWith(number, person);
  const chat: Chat = { person, conversation, notified: null, answer: null };
  chats.set(contact, chat);
  return chat;
}

/** `at`: when it was sent. It is accepted, delivered and read within a minute. */
export async function notify(writing: Writing, contact: Contact, chat: Chat, at: number): Promise<void> {
  const notice = writing.settings[contact.desk].notices.find(({ language }) => language === contact.language);
  if (notice === undefined) throw new Error('There is no notice in this language.');
  const message = `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
  const stages = [
    ['notice-sent', 0],
    ['notice-accepted', 1000],
    ['notice-delivered', 2000],
    ['notice-read', 41_000],
  ] as const;
  await writing.past.archive.record(
    writing.installed.numbers[contact.desk],
    stages.map(([event, after]) => ({
      kind: 'consent',
      id: `${event}/${message}`,
      person: chat.person,
      conversation: chat.conversation,
      event,
      at: at + after,
      how: 'whatsapp',
      notice: notice.id,
      hash: notice.hash,
      message,
      text: notice.text,
      badge: after < 2000 ? 'unknown' : 'notified',
    })),
  );
  chat.notified = { notice, message, t: Math.floor((at + 2000) / 1000) };
}

/** That something came before the notice: time, reason, hash; no content. */
export async function withhold(writing: Writing, contact: Contact, chat: Chat, at: number): Promise<void> {
  const hash = createHash('sha256').update(randomBytes(32)).digest('hex');
  const reason = chat.answer?.kind === 'refused' ? 'refused' : 'not-notified';
  await writing.past.archive.record(writing.installed.numbers[contact.desk], [
    { kind: 'withheld', id: hash, conversation: chat.conversation, at, reason, hash },
  ]);
  writing.counts[contact.desk].withheld += 1;
}
