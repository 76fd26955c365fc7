/** A small archive on real parts: storage in a temporary folder, audit trail, running rules, capture and screening. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { admit } from '@atalaia/connector';
import {
  auditEntries,
  type ConversationId,
  conversations,
  type KeyOwner,
  type Message,
  type MessageId,
  messages,
  type NumberId,
  numbers,
  openStorage,
  ownerOfPerson,
  type PersonId,
  persons,
  type Role,
  type UserId,
} from '@atalaia/storage';
import type { Actor } from '../../monitor/src/access/actor.ts';
import { openAudit } from '../../monitor/src/audit/open-audit.ts';
import { openCalendars } from '../../monitor/src/calendar/calendars.ts';
import { captureMessages } from '../../monitor/src/capture.ts';
import { openConductFollower } from '../../monitor/src/conduct/follow.ts';
import { noLinks } from '../../monitor/src/number/links.ts';
import { openRunningRules } from '../../monitor/src/rule/running.ts';
import { openSearchFollower } from '../../monitor/src/search/follow.ts';
import { openSequences } from '../../monitor/src/sequence.ts';
import { openTurns } from '../../monitor/src/turns.ts';

/** Noon in São Paulo on a working day. */
const noon = Date.UTC(2026, 2, 4, 15);
const minute = 60_000;

export type Archive = Awaited<ReturnType<typeof openArchive>>;

/** `packs`: files of the rule folder by name. */
export async function openArchive(packs: Readonly<Record<string, string>> = { 'any/test.yaml': secretsPack }) {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-archive-'));
  const packsFolder = join(home, 'packs');
  for (const [name, text] of Object.entries(packs)) writePack(packsFolder, name, text);
  let now = noon;
  let lastId = 0;
  const clock = () => now;
  const newId = () => `id-of-the-test-${String(++lastId).padStart(6, '0')}`;
  const opened = await openStorage({
    dataDir: join(home, 'data'),
    keysDir: join(home, 'keys'),
    masterKey: { kind: 'file' },
    clock,
    newId,
  });
  if (opened.kind !== 'opened') throw new Error(`The storage is ${opened.kind}.`);
  const { storage } = opened;
  const faults: unknown[] = [];
  const base = { ...storage, clock, newId, reportFault: (fault: unknown) => void faults.push(fault) };
  const audit = await openAudit(base);
  const rules = await openRunningRules({ ...base, audit, packsFolder });
  const follower = openSearchFollower(base);
  const calendars = openCalendars(base);
  const screening = { ...base, audit, rules, turns: openTurns(), calendars };
  // Its numbers have heard WhatsApp all along.
  const conduct = openConductFollower({ ...screening, hearingSince: () => 0 });
  const deps = { ...screening, sequences: openSequences(base), links: noLinks };

  async function key(owner: KeyOwner) {
    const found = await storage.vault.keyOf(owner);
    if (!found) throw new Error('No key.');
    return found;
  }

  return {
    deps,
    home,
    packsFolder,
    follower,
    conduct,
    /** Faults that happened in the background. */
    faults,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },

    async addNumber(phone: string): Promise<NumberId> {
      const id = newId() as NumberId;
      const sealedPhone = (await key('company')).seal({ collection: 'numbers', id, field: 'sealedPhone' }, phone);
      await storage.records.insert(numbers, {
        id,
        phone: storage.blind.of('number', phone),
        sealedPhone,
        zone: 'America/Sao_Paulo',
        language: 'pt-BR',
        basis: 'legitimate-interest',
        createdAt: clock(),
      });
      return id;
    },

    async addPerson(name: string, role: 'contact' | 'agent', number: NumberId, phone?: string): Promise<PersonId> {
      const id = newId() as PersonId;
      const own = await key(ownerOfPerson(id));
      await storage.records.insert(persons, {
        id,
        role,
        state: 'active',
        notice: 'notified',
        numbers: [number],
        sealedName: own.seal({ collection: 'persons', id, field: 'sealedName' }, name),
        ...(phone === undefined
          ? {}
          : { sealedPhone: own.seal({ collection: 'persons', id, field: 'sealedPhone' }, phone) }),
        createdAt: clock(),
      });
      return id;
    },

    async addChat(number: NumberId, contact: PersonId | null, members: readonly PersonId[]): Promise<ConversationId> {
      const id = newId() as ConversationId;
      await storage.records.insert(conversations, {
        id,
        number,
        group: contact === null,
        contact,
        persons: [...members],
        messages: 0,
        firstAt: null,
        lastAt: clock(),
        createdAt: clock(),
      });
      return id;
    },

    /** Captures and screens one message, a minute after the one before. */
    async say(chat: ConversationId, author: PersonId | null, text: string, more: SayMore = {}): Promise<MessageId> {
      now += minute;
      const conversation = (await storage.records.get(conversations, chat))?.doc;
      if (!conversation) throw new Error('No such chat.');
      const person = author && (await storage.records.get(persons, author))?.doc;
      const owner = conversation.contact ?? author;
      const admitted = admit(
        {
          id: newId() as MessageId,
          number: conversation.number,
          conversation: chat,
          author,
          from: person ? (person.role as 'agent' | 'contact') : ('unknown' as const),
          kind: more.kind ?? ('text' as const),
          at: more.at ?? now,
          order: lastId,
          origin: 'live' as const,
          import: null,
          fingerprint: null,
          text,
          mentions: more.mentions ?? [],
          edited: false,
          owner: owner ? ownerOfPerson(owner) : ('company' as const),
          ...(more.file ? { file: more.file } : {}),
        },
        { kind: 'live', basis: 'legitimate-interest', mode: 'notice', armed: true },
        [],
      );
      if (admitted.kind !== 'admitted') throw new Error('The gate is closed.');
      const { contact } = conversation;
      const [captured] = (await captureMessages(deps, [{ incoming: admitted.content, contact }])).outcomes;
      if (captured?.kind !== 'stored') throw new Error(captured?.kind);
      return captured.message.id;
    },

    async acts(chain: string): Promise<readonly string[]> {
      const page = await storage.records.find(auditEntries, { index: 'byChain', equals: { chain }, limit: 1000 });
      return page.items.map(({ doc }) => doc.act);
    },

    async message(id: MessageId): Promise<Message> {
      const found = await storage.records.get(messages, id);
      if (!found) throw new Error('No such message.');
      return found.doc;
    },

    async [Symbol.asyncDispose]() {
      await conduct[Symbol.asyncDispose]();
      await follower[Symbol.asyncDispose]();
      calendars[Symbol.dispose]();
      await rules[Symbol.asyncDispose]();
      await audit[Symbol.asyncDispose]();
      await storage[Symbol.asyncDispose]();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export interface SayMore {
  readonly kind?: Message['kind'];
  readonly at?: number;
  readonly mentions?: readonly PersonId[];
  readonly file?: { readonly name: string; open(): Promise<AsyncIterable<Uint8Array> | undefined> };
}

/** Someone signed in; `numbers: null` sees all numbers. */
export function user(id: string, roles: readonly Role[], seen: readonly NumberId[] | null): Actor & { kind: 'user' } {
  return { kind: 'user', id: `user-of-the-test-${id}` as UserId, roles, numbers: seen, rights: [] };
}

export function writePack(folder: string, name: string, text: string): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** One rule that alerts and entities that only mark. */
export const secretsPack = pack('secrets', 'password', 'senha do banco', 'manda a senha do banco');

/** A pack with one lexicon rule. */
export function pack(id: string, rule: string, term: string, example: string): string {
  return `id: ${id}
version: '1'
language: any
active: true
title: { pt-BR: Teste, en: Test, es: Prueba }
rules:
  - id: ${rule}
    kind: lexicon
    severity: high
    effect: alert
    title: { pt-BR: Pediu a senha, en: Asked for the password, es: Pidió la contraseña }
    why: { pt-BR: Ninguém precisa dela, en: Nobody needs it, es: Nadie la necesita }
    terms: ['${term}']
    examples:
      match: ['${example}']
      pass: ['bom dia']
`;
}
