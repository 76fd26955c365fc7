/** A number forgets somebody while it is connected: no row of its journal names them any more; if they write again, they are somebody new. */
import { hash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { openConnector } from '@atalaia/connector';
import type { NoticeId, NumberId, OpenJournal } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { hunt, needlesOfWord } from '../faults/hunt.ts';
import { newId, temporaryStorage } from '../fixtures/temporary-storage.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone, type Phone } from '../whatsapp/phone/phone.ts';
import type { Account } from '../whatsapp/server/types.ts';
import { memoryArchive } from './archive.ts';
import { linkByQr, settingsOf } from './number.ts';

const number = 'number-1' as NumberId;
const text = 'Aviso de Padaria Aurora: esta conversa é guardada.';
const notice = {
  id: 'notice-pt-BR' as NoticeId,
  language: 'pt-BR',
  text,
  hash: hash('sha256', text, 'hex'),
  generation: 1,
} as const;

/** Everything in a journal, as clear bytes by space: whatever spaces there are, asked of whoever writes them. */
function watching(openJournal: OpenJournal) {
  const spaces = new Set<string>();
  let rows = (): Readonly<Record<string, Buffer>> => ({});
  const open: OpenJournal = async (name) => {
    const opened = await openJournal(name);
    if (opened.kind !== 'opened') return opened;
    const { journal } = opened;
    rows = () =>
      Object.fromEntries(
        [...spaces].map((space) => {
          const all = journal.list(space, { limit: 10_000 });
          return [space, Buffer.concat(all.flatMap(({ key, value }) => [Buffer.from(`${key} `), Buffer.from(value)]))];
        }),
      );
    const commit: typeof journal.commit = (changes, durable) => {
      for (const { space } of changes) spaces.add(space);
      journal.commit(changes, durable);
    };
    return { kind: 'opened', journal: Object.assign(Object.create(journal), { commit }) };
  };
  return { open, rows: () => rows() };
}

test('nothing of theirs is left, everybody else goes on, and whoever writes again is told anew', async () => {
  await using home = await temporaryStorage();
  const journal = watching(home.storage.openJournal);
  // Notices are seconds apart: here time goes twenty times as fast.
  const begun = Date.now();
  const clock = () => begun + (Date.now() - begun) * 20;
  await using server = await trustedServer({ now: () => Math.floor(clock() / 1000) });
  const archive = memoryArchive();
  await using connector = openConnector({
    openJournal: journal.open,
    archive,
    clock,
    newId,
    random: () => 0,
    pause: (milliseconds, signal) => wait(milliseconds / 20, undefined, { signal }),
    whatsapp: { address: server.address },
  });
  const company = server.account(cast.company);
  const marta = server.account(cast.marta, { name: 'Marta Quintanilha' });
  const rui = server.account(cast.rui, { name: 'Rui Vasconcelos' });
  await using agent = openPhone(server, company);
  await using customer = openPhone(server, marta);
  await using other = openPhone(server, rui);
  const club = server.group('Clube do pão', [rui, company, marta]);
  const settings = { ...settingsOf(cast.company), armed: true, notices: [notice], groups: [club.jid] };
  const opened = await connector.open(number, settings);
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const { link } = opened;
  const device = await linkByQr(link, company);
  await device.ready();
  const kept = (id: string) => archive.kept(({ ref }) => ref.id === id);

  const notices = new Set<string>();
  /** The next notice that comes. */
  const isTold = async (phone: Phone) => {
    notices.add((await phone.receives(({ id, text: said }) => said === text && !notices.has(id))).id);
  };
  for (const phone of [customer, other]) {
    await phone.send(company, 'bom dia');
    await isTold(phone);
  }
  await other.send(club, 'olá a todos');
  await isTold(customer);
  const whoIs = async ({ lid, pn }: Account) => {
    const [user = '', digits = ''] = [lid, pn].map((jid) => jid.split('@')[0]);
    return (await archive.meet({ number, lid: user, phone: `+${digits}`, pushName: null })).person;
  };
  const [erased, stays] = [await whoIs(marta), await whoIs(rui)];
  const told = (id: string) =>
    archive.told('consent', (event) => event.event === 'notice-delivered' && event.person === id);
  await Promise.all([told(erased), told(stays)]);
  const words = 'encomenda confidencialíssima';
  const of = [await customer.send(company, words), await agent.send(marta, 'resposta reservada')];
  const inGroup = await customer.send(club, 'segredo no grupo');
  const { id: others } = await other.send(company, 'a minha encomenda');
  await Promise.all([...of.map(({ id }) => id), inGroup.id, others].map(kept));

  const lid = marta.lid.split('@')[0] ?? '';
  const names = [lid, cast.marta, marta.name, words, 'segredo no grupo', 'resposta reservada', erased];
  const needles = names.flatMap(needlesOfWord);
  const found = () => [
    ...new Set(hunt(needles, [], journal.rows()).map(({ where, meaning }) => `${where}: ${meaning}`)),
  ];
  const before = found();
  for (const place of ['party', 'alias', 'chat', 'told', 'outbox', 'keys-1']) {
    const sees = before.some((one) => one.startsWith(`${place} at`));
    expect(sees, `the hunt sees ${place}`).toBe(true);
  }

  await link.forget([erased]);
  expect(found()).toEqual([]);
  expect(journal.rows()['party']?.includes(stays), 'everybody else is known').toBe(true);
  await device.ready();
  const { id: after } = await other.send(company, 'continuo aqui');
  await kept(after);
  expect(found(), 'what Baileys held in memory came back').toEqual([]);

  const withheld = archive.events.filter(({ kind }) => kind === 'withheld').length;
  const { id: again } = await customer.send(company, 'sou eu outra vez');
  await archive.told('withheld', () => archive.events.filter(({ kind }) => kind === 'withheld').length > withheld);
  await isTold(customer);
  expect(archive.messages.some(({ ref }) => ref.id === again)).toBe(false);
});
