/** From the phones to the archive: one human stays one person whatever WhatsApp calls them; whether two are one, a human says. */
import { conversations, type Doubt, doubts, persons } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { settleDoubt } from '../../monitor/src/person/settle-doubt.ts';
import { type LiveOffice, notice, openLiveOffice } from '../fixtures/live-office.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone, type Phone } from '../whatsapp/phone/phone.ts';
import type { WhatsAppServer } from '../whatsapp/server/types.ts';
import { user } from './archive.ts';

const dpo = user('dpo', ['dpo'], null);

/** Writes, is told, and writes again: the second message is kept. */
async function enters(office: LiveOffice, phone: Phone, words: string): Promise<void> {
  await phone.send(office.company, 'bom dia');
  await phone.receives(({ text }) => text === notice);
  await phone.send(office.company, words);
  await office.keeps(words);
}

async function counts({ app }: LiveOffice) {
  const [people, chats, questions] = await Promise.all([
    app.records.find(persons, { index: 'byCreation', limit: 100 }),
    app.records.find(conversations, { index: 'byNumber', limit: 100 }),
    app.records.find(doubts, { index: 'byState', equals: { state: 'open' }, limit: 100 }),
  ]);
  return { people: people.items.length, chats: chats.items.length, questions: questions.items.length };
}

test('a switch from phone number to LID in mid-conversation goes on in the same conversation', async () => {
  await using server = await trustedServer();
  await using office = await openLiveOffice(server);
  const marta = server.account(cast.marta, { addressing: 'pn' });
  await using phone = openPhone(server, marta);
  await enters(office, phone, 'ainda pelo número');
  marta.addressing = 'lid';
  await phone.send(office.company, 'agora pelo LID');
  await office.agent.send(marta, 'resposta ao LID');
  server.faults.nameBeside(marta, 'nobody');
  await phone.send(office.company, 'só pelo LID');
  marta.addressing = 'pn';
  await phone.send(office.company, 'só pelo número');
  await office.agent.send(marta, 'resposta ao número');
  for (const words of ['agora pelo LID', 'resposta ao LID', 'só pelo LID', 'só pelo número', 'resposta ao número']) {
    await office.keeps(words);
  }
  expect(await counts(office)).toEqual({ people: 1, chats: 1, questions: 0 });
  expect(await office.kept()).toHaveLength(6);
});

test('a Brazilian number with and without its ninth digit is one person in one conversation', async () => {
  await using server = await trustedServer();
  await using office = await openLiveOffice(server);
  const short = server.account('553188880103', { addressing: 'pn' });
  const long = server.account('5531988880103');
  await using phone = openPhone(server, short);
  server.faults.nameBeside(short, 'nobody');
  await enters(office, phone, 'sem o nono dígito');
  server.faults.nameBeside(short, long);
  short.addressing = 'lid';
  await phone.send(office.company, 'com o nono dígito');
  await office.keeps('com o nono dígito');
  expect(await counts(office)).toEqual({ people: 1, chats: 1, questions: 0 });
});

/**
 * Somebody objects and gives their number up; then it comes with another LID. Their new phone, or somebody else's? As
 * long as nobody has said it, the objection holds for both.
 */
async function twoMeet(server: WhatsAppServer, office: LiveOffice): Promise<{ phone: Phone; doubt: Doubt }> {
  const before = server.account(cast.marta);
  {
    await using phone = openPhone(server, before);
    await enters(office, phone, 'antes');
    await phone.send(office.company, 'SAIR');
    await refused(office, 1);
  }
  server.retire(before);
  const phone = openPhone(server, server.account(cast.marta, { lid: '700000000000001' }));
  await phone.send(office.company, 'com outro LID');
  const doubt = await office.until(async () => {
    const open = await office.app.records.find(doubts, { index: 'byState', equals: { state: 'open' }, limit: 1 });
    return open.items[0]?.doc;
  });
  await phone.receives(({ text }) => text === notice);
  await phone.send(office.company, 'em dúvida');
  await refused(office, 2);
  expect(await counts(office)).toEqual({ people: 2, chats: 2, questions: 1 });
  return { phone, doubt };
}

async function refused(office: LiveOffice, times: number): Promise<void> {
  await office.until(async () => {
    const reasons = (await office.withheld()).map(({ reason }) => reason);
    return reasons.filter((reason) => reason === 'refused').length === times;
  });
}

async function settle(office: LiveOffice, { id }: Doubt, answer: 'same' | 'different'): Promise<void> {
  const deps = { ...office.app, links: { link: () => office.link } };
  await settleDoubt(deps, authorize(dpo, 'doubt:settle'), { id, answer, reason: 'Perguntei aos dois.' });
}

test('two whom one mapping joins wait for a human under the stricter consent; different, the newcomer goes on for themselves', async () => {
  await using server = await trustedServer();
  await using office = await openLiveOffice(server);
  const { phone, doubt } = await twoMeet(server, office);
  await using _phone = phone;
  await settle(office, doubt, 'different');
  await enters(office, phone, 'sou outra pessoa');
  expect(await counts(office)).toEqual({ people: 2, chats: 2, questions: 0 });
});

test('two whom one mapping joins wait for a human; the same, they go on as one under the objection, until they agree anew', async () => {
  await using server = await trustedServer();
  await using office = await openLiveOffice(server);
  const { phone, doubt } = await twoMeet(server, office);
  await using _phone = phone;
  await settle(office, doubt, 'same');
  await phone.send(office.company, 'ainda fora');
  await refused(office, 3);
  await phone.send(office.company, 'Aceito o registro');
  await office.keeps('Aceito o registro');
  await phone.send(office.company, 'de volta');
  const before = await office.keeps('antes');
  const after = await office.keeps('de volta');
  expect(after).toMatchObject({ author: doubt.one, conversation: before.conversation });
  expect((await counts(office)).questions).toBe(0);
});
