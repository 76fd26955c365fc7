/** An office of four numbers, one for each way in which messages come, that must keep all of them whatever happens to its process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NumberSettings } from '@atalaia/connector';
import { ledgers, type Message, messages, type NoticeId, type NumberId, placeOf, type Storage } from '@atalaia/storage';
import { expect } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { type App, openApp } from '../../monitor/src/app.ts';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { everyPage } from '../../monitor/src/every-page.ts';
import { liveMessageId } from '../../monitor/src/live-capture/message-id.ts';
import { operator } from '../fixtures/import-desk.ts';
import { trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { openTown, type Town, type TownMessage, type Townsperson } from '../whatsapp/phone/town.ts';
import type { Account, Device, Group, LedgerEntry, WhatsAppServer } from '../whatsapp/server/types.ts';
import { introduce } from '../whatsapp/trust.ts';
import { type CaptureProcess, startCapture } from './capture-process.ts';
import type { CaptureTask, WatchedNumber } from './capture-worker.ts';
import { homeConfig, silentLog } from './home.ts';

/** A way in which messages come, and everything that came so. */
export interface Besieged {
  readonly mode: 'prekey' | 'normal';
  readonly place: 'chat' | 'group';
  readonly number: WatchedNumber;
  readonly device: Device;
  readonly company: Account;
  readonly people: readonly Townsperson[];
  readonly to: Account | Group;
  /** What was written after the notice: all of it must be kept. */
  readonly sent: readonly TownMessage[];
}

export interface BesiegedOffice extends AsyncDisposable {
  readonly server: WhatsAppServer;
  readonly cases: readonly Besieged[];
  start(options?: Pick<CaptureTask, 'keepAlive'>): CaptureProcess;
  /** In each case so many messages, from several people at once. Resolves when WhatsApp has taken them. */
  write(messages: number): Promise<void>;
  /** Resolves when so many messages more than now have been answered for, by whichever number. */
  answers(messages: number): Promise<void>;
  /**
   * Lets the process finish and stops it; then compares all that was ever written with what the archive holds.
   * `askedAgain`: messages could come damaged or in another order, and be asked for again; else no answer of the process
   * to WhatsApp may be a refusal.
   */
  expectEverythingKept(process: CaptureProcess, options?: { readonly askedAgain: boolean }): Promise<void>;
}

const notice = 'Esta conversa é monitorada.';
const peopleInEach = 2;

export async function openBesiegedOffice(seed: number): Promise<BesiegedOffice> {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-besieged-'));
  let ahead = 0;
  const server = await trustedServer({ seed, now: () => Math.floor(Date.now() / 1000) + ahead });
  const ways = (['prekey', 'normal'] as const).flatMap((mode) =>
    (['chat', 'group'] as const).map((place) => ({ mode, place })),
  );
  const town = openTown(server, { contacts: ways.length * peopleInEach, seed, languages: ['pt-BR'] });
  const plans = ways.map((way, index) => planned(server, town, way, index));
  const phones = plans.map(({ company }) => openPhone(server, company));
  const start = (options: Pick<CaptureTask, 'keepAlive'> = {}) =>
    startCapture({ home, numbers: plans.map(({ number }) => number), server: introduce(server), seed, ...options });

  const first = start();
  const cases = await Promise.all(plans.map((plan) => linked(first, plan)));
  await Promise.all(cases.map((one) => tell(town, one)));
  await first.drained();
  // What comes late and was written in the very second of the notice counts as from before it.
  ahead += 1;
  if ((await first.stop()) !== 0) throw new Error('The first process did not end well.');

  let refused = 0;
  return {
    server,
    cases,
    start,
    async write(count) {
      await Promise.all(
        cases.map(async (one) => {
          one.sent.push(...(await town.burst(one.to, { messages: count, mode: one.mode, by: one.people })));
        }),
      );
    },
    async answers(count) {
      let left = count + server.ledger.entries.filter(isAnswer).length;
      await server.ledger.until((entry) => {
        if (isAnswer(entry)) left -= 1;
        return left <= 0;
      });
    },
    async expectEverythingKept(process, { askedAgain } = { askedAgain: false }) {
      await Promise.all(cases.map((one) => allAnswered(server, one)));
      for (const what of ['journal', 'archive'] as const) process.order({ kind: 'break', what, times: 0 });
      await process.drained();
      expect(await process.stop()).toBe(0);
      const fresh = refusals(server, cases).slice(refused);
      refused += fresh.length;
      if (!askedAgain) expect(fresh).toEqual([]);
      await withArchive(home, async (app) => {
        for (const one of cases) await expectKept(app, server, one);
        for (const { number } of cases) await batchMessages(app, number.id);
        expect(await verifyTrail(app, authorize(operator, 'audit:read'))).toMatchObject({ kind: 'intact' });
      });
    },
    async [Symbol.asyncDispose]() {
      server.faults.clear();
      await town[Symbol.asyncDispose]();
      for (const phone of phones) await phone[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

interface Plan extends Pick<Besieged, 'mode' | 'place' | 'number' | 'company' | 'people' | 'to'> {}

interface Case extends Besieged {
  readonly sent: TownMessage[];
}

function planned(server: WhatsAppServer, town: Town, way: Pick<Plan, 'mode' | 'place'>, index: number): Plan {
  const phone = `551195550010${index}`;
  const company = server.account(phone);
  const people = town.people.slice(index * peopleInEach, (index + 1) * peopleInEach);
  const group =
    way.place === 'group' ? server.group('Obra', [...people.map(({ account }) => account), company]) : undefined;
  const settings: NumberSettings = {
    phone: `+${phone}`,
    zone: 'America/Sao_Paulo',
    language: 'pt-BR',
    armed: true,
    mode: 'notice',
    basis: 'legitimate-interest',
    notifiedBy: 'delivered',
    renewAfterMonths: null,
    notices: [{ id: 'notice-of-the-office' as NoticeId, language: 'pt-BR', text: notice, hash: 'hash', generation: 1 }],
    groups: group === undefined ? [] : [group.jid],
  };
  const id = `number-${way.mode}-${way.place}-00000000`.slice(0, 24) as NumberId;
  return { ...way, company, people, to: group ?? company, number: { id, settings } };
}

async function linked(process: CaptureProcess, plan: Plan): Promise<Case> {
  const { id } = plan.number;
  process.order({ kind: 'pair', number: id });
  const code = await process.says((word) => word.kind === 'code' && word.number === id);
  const device = await plan.company.scan(code.kind === 'code' ? code.text : '');
  await process.says((word) => word.kind === 'state' && word.number === id && word.state === 'connected');
  await device.ready();
  return { ...plan, device, sent: [] };
}

/** Whoever writes is told; what they wrote before is withheld. */
async function tell(town: Town, { people, to }: Case): Promise<void> {
  await town.burst(to, { messages: people.length, mode: 'normal', by: people });
  await Promise.all(people.map(({ phone }) => phone.receives(({ text }) => text === notice)));
}

function isAnswer(entry: LedgerEntry): boolean {
  return (entry.kind === 'acknowledged' && entry.receipt !== 'retry') || entry.kind === 'nacked';
}

function answeredBy({ ledger }: WhatsAppServer, { pn }: Device): ReadonlySet<string> {
  return new Set(
    ledger.entries.flatMap((entry) =>
      (entry.kind === 'acknowledged' || entry.kind === 'nacked') && isAnswer(entry) && entry.device === pn
        ? [entry.id]
        : [],
    ),
  );
}

async function allAnswered(server: WhatsAppServer, { sent, device }: Case): Promise<void> {
  const left = new Set(sent.map(({ id }) => id));
  for (const id of answeredBy(server, device)) left.delete(id);
  if (left.size === 0) return;
  await server.ledger.until((entry) => {
    if ((entry.kind === 'acknowledged' || entry.kind === 'nacked') && isAnswer(entry) && entry.device === device.pn) {
      left.delete(entry.id);
    }
    return left.size === 0;
  });
}

/** What a number answered to WhatsApp but a receipt: that it could not read, or would not have, a message. */
function refusals({ ledger }: WhatsAppServer, cases: readonly Case[]): readonly LedgerEntry[] {
  const devices = new Set(cases.map(({ device }) => device.pn));
  return ledger.entries.filter(
    (entry) =>
      (entry.kind === 'nacked' || (entry.kind === 'acknowledged' && entry.receipt === 'retry')) &&
      devices.has(entry.device),
  );
}

async function withArchive(home: string, look: (app: App) => Promise<void>): Promise<void> {
  const opened = await openApp(homeConfig(home), silentLog());
  if (opened.kind !== 'opened') throw new Error(`The archive did not open: ${opened.kind}.`);
  await using app = opened.app;
  await look(app);
}

async function expectKept(app: App, server: WhatsAppServer, one: Case): Promise<void> {
  const number = one.number.id;
  const stored = await messagesOf(app, number);
  const expected = await Promise.all(
    one.sent.map(async (message) => `${await idOf(app, one, message)} ${message.text}`),
  );
  const kept = await Promise.all(stored.map(async (message) => `${message.id} ${await textOf(app, message)}`));
  expect(kept.toSorted(), `${one.place}, ${one.mode}`).toEqual(expected.toSorted());
  const kinds = new Set(one.sent.flatMap(({ copies }) => copies.get(one.device.lid) ?? []));
  expect([...kinds], 'how messages were encrypted').toEqual(
    one.mode === 'prekey' ? ['pkmsg'] : one.place === 'chat' ? ['msg'] : [],
  );
  const days = (await app.records.find(ledgers, { index: 'byNumber', equals: { number }, limit: 100 })).items;
  const sum = (count: 'received' | 'stored' | 'withheld' | 'excluded' | 'undecryptable') =>
    days.reduce((total, { doc }) => total + doc[count], 0);
  const delivered = server.ledger.entries.flatMap((entry) =>
    entry.kind === 'delivered' && entry.device === one.device.pn && !entry.peer ? [entry.id] : [],
  );
  expect({
    received: sum('received'),
    stored: sum('stored'),
    withheld: sum('withheld'),
    excluded: sum('excluded'),
    undecryptable: sum('undecryptable'),
  }).toEqual({
    received: new Set(delivered).size,
    stored: one.sent.length,
    withheld: peopleInEach,
    excluded: 0,
    undecryptable: 0,
  });
}

async function messagesOf({ records }: Pick<Storage, 'records'>, number: NumberId): Promise<readonly Message[]> {
  const found: Message[] = [];
  const every = everyPage((after) =>
    records.find(messages, { index: 'bySequence', equals: { number }, limit: 1000, ...after }),
  );
  for await (const { doc } of every) found.push(doc);
  return found;
}

async function textOf({ vault }: Pick<Storage, 'vault'>, { id, sealedText }: Message): Promise<string | undefined> {
  return sealedText && vault.openText(placeOf(messages, id, 'sealedText'), sealedText);
}

/** The one place in the archive that a message of this author and WhatsApp id can have. */
async function idOf(app: App, { to, number: { id: number } }: Case, { id, from }: TownMessage): Promise<string> {
  const lid = from.account.lid.slice(0, from.account.lid.indexOf('@'));
  const { person } = await app.archive.meet({ number, lid, phone: null, pushName: null });
  const conversation =
    'jid' in to
      ? await app.archive.conversationOfGroup(number, to.jid, to.subject)
      : await app.archive.conversationWith(number, person);
  return liveMessageId(app.blind, { conversation, author: person, id });
}
