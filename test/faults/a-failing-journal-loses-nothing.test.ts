/** What the journal can't take stays at WhatsApp; what WhatsApp brings twice is kept once. */
import { setTimeout } from 'node:timers/promises';
import type { NumberLink } from '@atalaia/connector';
import { type JournalStore, type NoticeId, type OpenJournal, StorageFault } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { linkByQr, type Office, openOffice, reaches, settingsOf } from '../connector/number.ts';
import { temporaryStorage } from '../fixtures/temporary-storage.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone, type Phone } from '../whatsapp/phone/phone.ts';
import type { Account, WhatsAppServer } from '../whatsapp/server/types.ts';

const notice = 'Esta conversa é monitorada.';
const settings = {
  ...settingsOf(cast.company),
  armed: true,
  notices: [{ id: 'notice-1' as NoticeId, language: 'pt-BR' as const, text: notice, hash: 'hash', generation: 1 }],
};

/** A disk that can be told to fail. */
function failingJournals(open: OpenJournal): { readonly open: OpenJournal; fails: boolean } {
  const disk = {
    fails: false,
    open: (async (name) => {
      const opened = await open(name);
      if (opened.kind !== 'opened') return opened;
      const { journal } = opened;
      const failing: JournalStore = {
        epoch: journal.epoch,
        get: (space, key) => journal.get(space, key),
        list: (space, page) => journal.list(space, page),
        count: (space) => journal.count(space),
        commit(changes) {
          if (disk.fails) throw new StorageFault('disk');
          journal.commit(changes);
        },
        emptyLog: () => journal.emptyLog(),
        [Symbol.dispose]: () => journal[Symbol.dispose](),
      };
      return { kind: 'opened', journal: failing };
    }) satisfies OpenJournal,
  };
  return disk;
}

interface Stage {
  readonly server: WhatsAppServer;
  readonly company: Account;
  readonly office: Office;
  readonly link: NumberLink;
  readonly iara: Phone;
  readonly disk: { fails: boolean };
}

/** A linked number, and a customer who was told. */
async function stage(work: (stage: Stage) => Promise<void>): Promise<void> {
  await using server = await trustedServer({ seed: 7 });
  await using home = await temporaryStorage();
  const disk = failingJournals(home.storage.openJournal);
  const company = server.account(cast.company);
  await using agent = openPhone(server, company);
  await using office = await openOffice(server, { storage: { ...home.storage, openJournal: disk.open } });
  const link = await office.open('number-1', cast.company);
  await linkByQr(link, agent.account);
  link.settle(settings);
  await using iara = openPhone(server, server.account(cast.marta));
  await iara.send(company, 'bom dia');
  await iara.receives(({ text }) => text === notice);
  await office.archive.told('consent', ({ event }) => event === 'notice-delivered');
  // What waited at WhatsApp is kept only if it is later than the notice, which is told in whole seconds.
  await setTimeout(1100);
  await work({ server, company, office, link, iara, disk });
}

function refusals(server: WhatsAppServer, company: Account): number {
  const device = company.devices.get(1)?.pn;
  return server.ledger.entries.filter(
    (entry) =>
      entry.kind === 'nacked' ||
      (entry.kind === 'acknowledged' && entry.receipt === 'retry' && entry.device === device),
  ).length;
}

test('while the disk is full nothing is told to WhatsApp, and all of it is kept once there is room', () =>
  stage(async ({ server, company, office, link, iara, disk }) => {
    disk.fails = true;
    const sent = [];
    for (const text of ['um', 'dois', 'três']) sent.push(await iara.send(company, text));
    await reaches(link, ({ kind, reason }) => kind === 'waiting' && reason === 'storage');
    const device = company.devices.get(1);
    if (device === undefined) throw new Error('The number is not linked.');
    expect(sent.some(({ id }) => server.ledger.acknowledgedBy(device).has(id))).toBe(false);
    disk.fails = false;
    link.reconnect();
    await reaches(link, ({ kind }) => kind === 'connected');
    // What passes messages on failed too, and tries again after a while.
    await office.time.pass(1000);
    for (const { id } of sent) await office.archive.kept(({ ref }) => ref.id === id);
    expect(refusals(server, company)).toBe(0);
  }));

test('a backlog that is cut before its end is kept whole, each message once', () =>
  stage(async ({ server, company, office, link, iara }) => {
    server.faults.cut(company);
    await reaches(link, ({ kind }) => kind === 'waiting');
    const sent = [];
    for (let nth = 0; nth < 20; nth += 1) sent.push(await iara.send(company, `recado ${nth}`));
    server.faults.cutBeforeMarker(company, { receipts: 12 });
    link.reconnect();
    await server.ledger.until(({ kind }) => kind === 'closed');
    await reaches(link, ({ kind }) => kind === 'connected');
    await reaches(link, ({ kind }) => kind === 'waiting');
    link.reconnect();
    for (const { id } of sent) await office.archive.kept(({ ref }) => ref.id === id);
    const kept = office.archive.messages.map(({ ref }) => ref.id);
    expect(kept.toSorted()).toEqual(sent.map(({ id }) => id).toSorted());
    expect(refusals(server, company)).toBe(0);
  }));

test('a message that WhatsApp hands over twice is kept and counted once', () =>
  stage(async ({ server, company, office, iara }) => {
    server.faults.duplicateNext(company);
    const { id } = await iara.send(company, 'duas vezes');
    const last = await iara.send(company, 'uma vez');
    await office.archive.kept(({ ref }) => ref.id === last.id);
    expect(office.archive.messages.filter(({ ref }) => ref.id === id)).toHaveLength(1);
    await office.time.waits((milliseconds) => milliseconds === 3000);
    await office.time.pass(3000);
    await office.archive.told('ledger', ({ counts }) => counts.received === 3 && counts.stored === 2);
    expect(refusals(server, company)).toBe(0);
  }));
