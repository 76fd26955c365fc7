/** A chat of one contact with one number, driven as WhatsApp drives it: stanzas, acks and receipts over a real journal. */

import { hash } from 'node:crypto';
import type { NoticeId, PersonId } from '@atalaia/storage';
import type { proto } from '@whiskeysockets/baileys';
import { planNotice } from '../../connector/src/consent/notice.ts';
import { standingOf } from '../../connector/src/consent/standing.ts';
import { type Journal, openJournalRows } from '../../connector/src/journal/journal.ts';
import type { OutboxRow, Party, Standing, Unresolved } from '../../connector/src/journal/rows.ts';
import type { NoticeText, NumberSettings } from '../../connector/src/number-link.ts';
import { envelopeOf } from '../../connector/src/whatsapp/envelope.ts';
import { partyOf } from '../../connector/src/whatsapp/identify.ts';
import { acceptAck, takeReceipt } from '../../connector/src/whatsapp/outbox.ts';
import { takeIn } from '../../connector/src/whatsapp/take-in.ts';
import { temporaryStorage } from '../fixtures/temporary-storage.ts';
import { bruno, own, read, stanza } from './stanza.ts';

export const noticePt = notice('pt-BR', 'Aviso: esta conversa é guardada.');
export const noticeEn = notice('en', 'Notice: this conversation is kept.');

export function notice(language: NoticeText['language'], text: string, generation = 1): NoticeText {
  const id = `notice-${language}-${generation}-0000` as NoticeId;
  return { id, language, text, hash: hash('sha256', text, 'hex'), generation };
}

export const armed: NumberSettings = {
  phone: '+5511988880100',
  zone: 'America/Sao_Paulo',
  language: 'pt-BR',
  armed: true,
  mode: 'notice',
  basis: 'legitimate-interest',
  notifiedBy: 'delivered',
  renewAfterMonths: null,
  notices: [noticePt, noticeEn],
  groups: [],
};

/** The empty journal of a number, in real storage; chats are laid over it and never written. */
export async function emptyJournal(): Promise<{ readonly journal: Journal } & AsyncDisposable> {
  const home = await temporaryStorage();
  const opened = await home.storage.openJournal('number-1');
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  return { journal: openJournalRows(opened.journal), [Symbol.asyncDispose]: () => home[Symbol.asyncDispose]() };
}

export interface Said {
  readonly id: string;
  /** What became of it. */
  readonly fate: 'stored' | 'withheld' | 'excluded' | 'nothing';
  readonly reason: string | null;
}

/** `start`: seconds since the epoch; every stanza comes one second after the one before. */
export function consentChat(empty: Journal, settings: Partial<NumberSettings> = {}, start = 1_780_000_000) {
  let journal = empty.after([empty.self.put('settings', { ...armed, ...settings })]);
  let t = start;
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const deps = { own: () => own, clock: () => t * 1000, newId, phoneOf: () => undefined };
  const apply = (changes: Parameters<Journal['after']>[0]) => {
    journal = journal.after(changes);
  };

  function hear(message: proto.IMessage, attrs: Readonly<Record<string, string>>): Said {
    t += 1;
    const id = `M${++ids}`;
    const stamped = { id, t: String(t), ...attrs };
    const before = rowsOf().length;
    apply(takeIn(deps, journal, envelopeOf(stanza(stamped), own, Buffer.from(`${id}/${t}`)), read(message, stamped)));
    const row = rowsOf()
      .slice(before)
      .findLast(({ kind }) => kind === 'message' || kind === 'withheld');
    if (row?.kind === 'message') return { id, fate: 'stored', reason: null };
    if (row?.kind === 'withheld') return { id, fate: 'withheld', reason: row.reason };
    return {
      id,
      fate: journal.seen.get(`message:${party().id}/${party().id}/${id}`) ? 'excluded' : 'nothing',
      reason: null,
    };
  }

  const rowsOf = () => journal.inbox.list(10_000).map(({ row }) => row);
  const party = (jid = bruno.pn): Party => {
    const found = partyOf(journal, jid);
    if (found === undefined) throw new Error('Nobody was met.');
    return found;
  };

  return {
    journal: () => journal,
    apply,
    party,
    /** The program said who the contact is. */
    known(more: Partial<Party> = {}) {
      apply([journal.party.put({ ...party(), person: 'person-bruno-000' as PersonId, ...more })]);
    },
    change(more: Partial<NumberSettings>) {
      const before = journal.self.get('settings') ?? armed;
      apply([journal.self.put('settings', { ...before, ...more })]);
    },
    pass(seconds: number) {
      t += seconds;
    },
    now: () => t * 1000,
    standing: (chat?: string, member = bruno.pn): Standing => standingOf(journal, chat ?? party().id, party(member).id),
    contact(text: string, attrs: { readonly quotes?: string; readonly t?: string; readonly from?: string } = {}): Said {
      const { quotes, ...more } = attrs;
      const message = quotes
        ? { extendedTextMessage: { text, contextInfo: { stanzaId: quotes, participant: own.pn } } }
        : { conversation: text };
      return hear(message, { from: bruno.lid, sender_pn: bruno.pn, ...more });
    },
    member(group: string, who: { readonly pn: string; readonly lid: string }, text: string, quotes?: string): Said {
      const message = quotes
        ? { extendedTextMessage: { text, contextInfo: { stanzaId: quotes, participant: own.pn } } }
        : { conversation: text };
      return hear(message, { from: group, participant: who.lid, participant_pn: who.pn });
    },
    agent(text: string): Said {
      const message = { deviceSentMessage: { destinationJid: bruno.pn, message: { conversation: text } } };
      return hear(message, { from: own.pn, recipient: bruno.pn, peer_recipient_lid: bruno.lid });
    },
    /** Plans a notice if one is due; its id. */
    plan(chat?: string, member = bruno.pn): string | undefined {
      const found = journal.chat.get(chat ?? party(member).id);
      if (found === undefined) throw new Error('There is no such chat.');
      const changes = planNotice({ newId }, journal, { chat: found, party: party(member), now: t * 1000 });
      apply(changes);
      return changes.length === 0 ? undefined : this.outbox('notice').at(-1)?.id;
    },
    ack(id: string, more: Readonly<Record<string, string>> = {}) {
      t += 1;
      apply(acceptAck(journal, { class: 'message', id, from: bruno.pn, t: String(t), ...more }, t * 1000));
    },
    receipt(id: string, more: Readonly<Record<string, string>> = {}) {
      t += 1;
      apply(takeReceipt(journal, { id, from: bruno.lid, t: String(t), ...more }, { own, now: t * 1000 }));
    },
    /** Planned, accepted, delivered. */
    notified(): string {
      const id = this.plan();
      if (id === undefined) throw new Error('No notice was due.');
      this.ack(id);
      this.receipt(id);
      return id;
    },
    outbox: (kind?: OutboxRow['kind']): readonly OutboxRow[] =>
      journal.outbox
        .list(1000)
        .map(({ row }) => row)
        .filter((row) => kind === undefined || row.kind === kind)
        .sort((one, other) => one.plannedAt - other.plannedAt || number(one) - number(other)),
    events: (): readonly Unresolved[] => rowsOf().flatMap((row) => (row.kind === 'event' ? [row.event] : [])),
    timeline(): readonly string[] {
      return this.events().flatMap((event) => (event.kind === 'consent' ? [event.event] : []));
    },
    alerts(): readonly string[] {
      return this.events().flatMap((event) => (event.kind === 'alert' ? [event.alert] : []));
    },
    stored: (): readonly string[] => rowsOf().flatMap((row) => (row.kind === 'message' ? [row.envelope.id] : [])),
  };

  function number(row: OutboxRow): number {
    return journal.outbox.list(1000).findIndex(({ key }) => key === row.id);
  }
}

/** A contact who wrote once, is known, and was told. */
export function toldChat(empty: Journal, settings: Partial<NumberSettings> = {}) {
  const chat = consentChat(empty, settings);
  chat.contact('oi');
  chat.known();
  const notice = chat.notified();
  return { chat, notice };
}
