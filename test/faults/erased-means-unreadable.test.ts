/**
 * Erased means unreadable: one of several people, captured live, in a group and imported, is erased. No byte of what
 * is left shows their words, names or numbers, and nothing that still opens holds them but what the certificate lists.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  aliases,
  type BlindIndex,
  consents,
  type Message,
  messages,
  type PersonId,
  persons,
  placeOf,
  withheld,
} from '@atalaia/storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import type { App } from '../../monitor/src/app.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { companyKey } from '../../monitor/src/company-key.ts';
import { beginErasure } from '../../monitor/src/erase/begin.ts';
import { readStatement } from '../../monitor/src/erase/certificate.ts';
import { previewErasure } from '../../monitor/src/erase/preview.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { heldMessages } from '../../monitor/src/person/held.ts';
import { lidAlias } from '../../monitor/src/person/resolve.ts';
import { asAndroidText, asZip, picture } from '../fixtures/chats.ts';
import { inMemory, operator } from '../fixtures/import-desk.ts';
import { dora, mayErase } from '../journeys/erasure-desk.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import type { Account, WhatsAppServer } from '../whatsapp/server/types.ts';
import { allThatOpens, withStorage } from './all-that-opens.ts';
import { linkNumber, number, openHome } from './erasing-office.ts';
import { hunt, needlesOfMedia, needlesOfWord, wordsOf } from './hunt.ts';

/** Rui is erased. His name, numbers and these words are looked for; no word of them is anybody else's. */
const rui = { name: 'Ruivaldo Queirós', phone: '5521988760004' };
const said = {
  chat: 'encomenda confidencialíssima quarenta tijolinhos',
  answer: 'resposta reservadíssima amanhã cedinho',
  group: 'segredo contadíssimo diante de todos',
  imported: 'antigamente comprávamos caramujos baratos',
  evidence: 'guardei a senha do banco debaixo do capacho',
};
const picturesBytes = picture(6_000, 20_260_711);
/** Stays: Marta's own words, which name him. */
const martas = 'martadiz que o Ruivaldo prometeu voltar';
const toGroup = 'martadiz ao grupo inteiro';

const home = mkdtempSync(join(tmpdir(), 'atalaia-erased-'));
const places = { data: join(home, 'data'), keys: join(home, 'keys') };
const earlier = { data: join(home, 'earlier'), keys: places.keys };
let server: WhatsAppServer;

beforeAll(async () => {
  server = await trustedServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

test('nothing of an erased person is readable in what is left, nor opens, and everyone else is as before', async () => {
  const company = server.account(cast.company);
  const marta = server.account(cast.marta, { name: 'Marta Quintanilha' });
  const erased = server.account(rui.phone, { name: rui.name });
  await using agent = openPhone(server, company);
  await using hers = openPhone(server, marta);
  await using his = openPhone(server, erased);
  const club = server.group('Clube do pão', [marta, company, erased]);

  {
    await using app = await openHome(home, server);
    await linkNumber(app, company, club);
    await his.send(club, 'bom dia');
    for (const phone of [hers, his]) await phone.send(company, 'bom dia');
    // Each is told twice: in their own chat and in the group.
    for (const { account } of [hers, his]) await isTold(app, account, 2);
    await his.send(company, said.chat);
    await agent.send(erased, said.answer);
    await his.send(company, said.evidence);
    await his.send(company, { kind: 'image', bytes: picturesBytes, caption: '' });
    await hers.send(company, martas);
    await his.send(club, said.group);
    await hers.send(club, toGroup);
    await expect
      .poll(() => texts(app), { timeout: 20_000 })
      .toEqual(expect.arrayContaining([said.chat, said.answer, said.evidence, martas, said.group, toGroup]));
    await isIn(app, 'file-kept');
    await bring(app);
    await app.follower.catchUp();
  }
  cpSync(places.data, earlier.data, { recursive: true, filter: (path) => !path.includes('journals') });
  const needles = [
    ...[...wordsOf(Object.values(said).join(' ')), ...wordsOf(rui.name), rui.phone, lidOf(erased)].flatMap(
      needlesOfWord,
    ),
    ...needlesOfMedia('his picture', picturesBytes),
  ];
  const seen = hunt(needles, [], await allThatOpens(places));
  expect(new Set(seen.map(({ meaning }) => meaning)).size, 'before, the hunt sees him').toBeGreaterThan(30);

  const others = { before: '', after: '' };
  let statement = '';
  let id = '' as PersonId;
  {
    await using app = await openHome(home, server);
    id = await personOf(app, erased);
    others.before = await everythingOf(app, await personOf(app, marta));
    const scope = { kind: 'person', person: id } as const;
    const { token, goes } = await previewErasure(app, mayErase, { scope });
    expect(goes.messages).toBeGreaterThan(5);
    const asked = { scope, token, reason: 'pediu', objected: true, request: null, despiteLimitation: false };
    const begun = await beginErasure(app, mayErase, asked);
    const done = await app.erasures.ranTo(begun.id);
    expect(done).toMatchObject({ state: 'erased', journals: [] });
    statement = done.certificate ?? '';
    others.after = await everythingOf(app, await personOf(app, marta));
    await app.trail.round();
    expect(await verifyTrail(app, authorize(dora, 'audit:read'))).toMatchObject({ kind: 'intact', problem: null });
  }
  expect(others.after).toBe(others.before);
  expect(statement).not.toMatch(/Ruivaldo|Queir|\d{11}/);
  expect(readStatement(statement).stays).toContainEqual(expect.objectContaining({ what: 'mentions', count: 1 }));
  expect(readStatement(statement).stays).toContainEqual(expect.objectContaining({ what: 'evidence', count: 1 }));

  expect(hunt(needles, [home])).toEqual([]);
  const foundIn = async (pair: typeof places) => {
    const opened = await allThatOpens(pair);
    return hunt(needles, [], opened).filter(({ where }) => !isListed(opened, where));
  };
  expect(await foundIn(places), 'what still opens').toEqual([]);
  expect(await foundIn(earlier), 'an earlier copy of the data with the keys of now').toEqual([]);

  await plant(id);
  expect(await foundIn(places), 'a row that was left out').not.toEqual([]);

  // Whose chat is imported again, and who writes again, is kept of no more: he objected.
  await using again = await openHome(home, server);
  const before = (await everyMessage(again)).length;
  await bring(again);
  const heldNow = async () =>
    (await again.records.count(withheld, { index: 'byNumber', equals: { number } })).get('all');
  const held = await heldNow();
  await his.send(company, 'aqui estou outra vez');
  await expect.poll(heldNow, { timeout: 20_000 }).toBeGreaterThan(held ?? 0);
  expect(await everyMessage(again)).toHaveLength(before);
});

/** Whatever still holds his words must be Marta's own message that names him, or the evidence of the case. */
function isListed(opened: Readonly<Record<string, Uint8Array>>, where: string): boolean {
  const place = where.replace(/ at byte \d+$/, '');
  const text = Buffer.from(opened[place] ?? []).toString();
  return text.startsWith(martas) || text.startsWith(said.evidence);
}

/** His chat as he exported it, by phone number: it goes on in the conversation that was captured. */
async function bring(app: App): Promise<void> {
  const chat = asAndroidText([
    { minute: 1, author: rui.name, text: said.imported },
    { minute: 2, author: 'Beatriz', text: 'que bom lembrar' },
    { minute: 3, author: rui.name, text: 'até breve' },
  ]);
  const fileName = `Conversa do WhatsApp com ${rui.name}.zip`;
  const zip = await asZip({ [fileName.replace('.zip', '.txt')]: chat });
  const stated = {
    number: `+${cast.company}`,
    basis: 'exercise-of-rights',
    fileName,
    contact: `+${rui.phone}`,
  } as const;
  const begun = await beginImport(app, authorize(operator, 'import:run'), { ...stated, agent: 'Beatriz' });
  expect(await app.imports.run(begun.id, inMemory(zip, fileName))).toMatchObject({ state: 'done' });
}

const lidOf = ({ lid }: Account) => lid.split('@')[0] ?? '';

async function personOf(app: App, account: Account): Promise<PersonId> {
  const alias = await app.records.get(aliases, lidAlias(app.blind, lidOf(account)));
  if (!alias) throw new Error('Nobody is known by this.');
  return alias.doc.person;
}

async function isTold(app: App, account: Account, times: number): Promise<void> {
  const told = async () => {
    const alias = await app.records.get(aliases, lidAlias(app.blind, lidOf(account)));
    const person = alias?.doc.person ?? '';
    const found = await app.records.find(consents, { index: 'byPerson', equals: { person }, limit: 1000 });
    return found.items.filter(({ doc }) => doc.kind === 'notice-delivered').length;
  };
  await expect.poll(told, { timeout: 30_000 }).toBe(times);
}

async function everyMessage(app: App): Promise<readonly Message[]> {
  return (await app.records.find(messages, { index: 'byConversation', limit: 1000 })).items.map(({ doc }) => doc);
}

async function isIn(app: App, kind: Message['kind']): Promise<void> {
  await expect
    .poll(async () => (await everyMessage(app)).some((one) => one.kind === kind), { timeout: 20_000 })
    .toBe(true);
}

async function texts(app: App): Promise<readonly (string | undefined)[]> {
  return Promise.all((await everyMessage(app)).map((message) => textOf(app, message)));
}

async function textOf(app: App, { id, sealedText }: Message): Promise<string | undefined> {
  return sealedText && app.vault.openText(placeOf(messages, id, 'sealedText'), sealedText);
}

/** Every message of theirs, opened, with all of its row; and what is known of them. */
async function everythingOf(app: App, person: PersonId): Promise<string> {
  const found: unknown[] = [(await app.records.get(persons, person))?.doc];
  for await (const message of heldMessages(app, [person], { since: null })) {
    found.push({ ...message, text: await textOf(app, message) });
  }
  const told = await app.records.find(consents, { index: 'byPerson', equals: { person }, limit: 1000 });
  found.push(told.items.map(({ doc }) => doc));
  return JSON.stringify(
    found,
    (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value),
    1,
  );
}

/** A row that a sweep forgot: his words under a key that is left. */
async function plant(person: PersonId): Promise<void> {
  await withStorage(places, async ({ records, vault }) => {
    const id = 'a-row-that-the-sweep-forgot' as BlindIndex;
    const sealedText = (await companyKey(vault)).seal(placeOf(consents, id, 'sealedText'), said.chat);
    const row = { id, person, number, conversation: null, kind: 'entered', at: 0, how: 'elsewhere' } as const;
    await records.insert(consents, {
      ...row,
      notice: null,
      hash: null,
      message: null,
      basis: null,
      by: null,
      sealedText,
    });
  });
}
