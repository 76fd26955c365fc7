/** From the phone to the desk: a word in the chat opens a request, is answered without data, and proves no more than the number. */
import { numbers, persons, type Request, requests, type SystemAlert, systemAlerts } from '@atalaia/storage';
import { Curve } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { answerRequest } from '../../monitor/src/request/answer.ts';
import { readRequest } from '../../monitor/src/request/read.ts';
import { notice, openLiveOffice } from '../fixtures/live-office.ts';
import { cast, trustedServer } from '../whatsapp/local-server.ts';
import { openPhone } from '../whatsapp/phone/phone.ts';
import { openArchive, user } from './archive.ts';
import { openLiveChat } from './live-chat.ts';

const mayAnswer = authorize(user('dora', ['dpo'], null), 'request:answer');

test('MEUS DADOS opens one request, answered in the chat without data; another key on the same number needs a proof', async () => {
  await using server = await trustedServer();
  await using office = await openLiveOffice(server);
  const { app, company } = office;
  const marta = server.account(cast.marta);
  const first = openPhone(server, marta);
  const asked = (kind: Request['kind']) =>
    office.until(async () => {
      const open = await app.records.find(requests, { index: 'byState', equals: { state: 'open' }, limit: 10 });
      return open.items.find(({ doc }) => doc.kind === kind)?.doc;
    });
  await first.send(company, 'bom dia');
  await first.receives(({ text }) => text === notice);
  await first.send(company, 'meu pedido é o 4711');
  await office.keeps('meu pedido é o 4711');
  await first.send(company, 'MEUS DADOS');
  const access = await asked('access');
  expect(access).toMatchObject({ source: 'whatsapp', identity: 'number', law: 'lgpd', changedHands: [], answer: null });
  expect(Math.round((access.dueAt - access.receivedAt) / (24 * 60 * 60_000))).toBeGreaterThanOrEqual(15);
  const said = await first.receives(({ text }) => text?.startsWith('Recebemos seu pedido de acesso') === true);
  expect(said.text).not.toContain('4711');
  await first.send(company, 'quero os meus dados');
  await office.keeps('quero os meus dados');

  const detail = await readRequest({ ...app, portalAddress: null }, mayAnswer, { id: access.id });
  expect(detail.simplified).toContain('Base legal: legítimo interesse');
  const text = detail.drafts.find(({ answer }) => answer === 'accepted')?.text ?? '';
  expect(text).toContain('LGPD, art. 18, II');
  const desk = { ...app, links: { link: () => office.link } };
  const sent = await answerRequest(desk, mayAnswer, { id: access.id, answer: 'accepted', limb: null, text });
  expect(sent.answer).toMatchObject({ kind: 'accepted', inChat: true });
  await first.receives((message) => message.text === text);
  const alerts = await app.records.find(systemAlerts, { index: 'byState', equals: { state: 'open' }, limit: 10 });
  expect(alerts.items).toEqual([]);

  // The same account on another telephone: WhatsApp itself cannot say whose it is.
  await first[Symbol.asyncDispose]();
  Object.assign(marta, { identity: Curve.generateKeyPair() });
  await using second = openPhone(server, marta);
  await second.send(company, 'APAGAR');
  const erase = await asked('erase');
  expect(erase).toMatchObject({ identity: 'unproved', changedHands: ['changed-key'], person: access.person });
  const changedAt = (await app.records.get(persons, access.person ?? ''))?.doc.keyChangedAt;
  expect(erase.onlySince).toBe(changedAt);
  expect((await app.records.find(requests, { index: 'byState', limit: 10 })).items).toHaveLength(2);
});

test('a refusal opens a request where the company must record; told twice it opens one, and asks nobody else', async () => {
  await using archive = await openArchive();
  const { deps } = archive;
  const { live, number, contact, at } = await openLiveChat(archive);
  const refused = { kind: 'alert', id: 'objection/1', alert: 'objection', person: contact, at: at(5) } as const;
  await live.record(number, [refused]);
  expect(await openKinds()).toEqual([]);
  const found = await deps.records.get(numbers, number);
  if (!found) throw new Error('The number is missing.');
  await deps.records.replace(numbers, found.version, { ...found.doc, basis: 'legal-obligation' });
  const again = { ...refused, id: 'objection/2' };
  await live.record(number, [again]);
  await live.record(number, [again]);
  expect(await openKinds()).toEqual(['object']);
  const alerts = await deps.records.find(systemAlerts, { index: 'byState', equals: { state: 'open' }, limit: 10 });
  expect(alerts.items.map(({ doc }) => doc.kind)).toEqual<SystemAlert['kind'][]>(['objection', 'objection']);
  expect((await archive.acts('company')).filter((act) => act === 'request-opened')).toHaveLength(1);

  async function openKinds(): Promise<readonly string[]> {
    const open = await deps.records.find(requests, { index: 'byState', equals: { state: 'open' }, limit: 10 });
    return open.items.map(({ doc }) => doc.kind);
  }
});
