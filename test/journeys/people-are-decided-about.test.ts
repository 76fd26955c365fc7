/** A person is opened, marked private, their consent entered, doubts settled: recorded first, and brought to the numbers' gates. */
import {
  auditEntries,
  type NumberId,
  numbers,
  type Person,
  type PersonId,
  persons,
  systemAlerts,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { unsetCapture } from '../../monitor/src/number/capture-settings.ts';
import { enterConsent } from '../../monitor/src/person/enter-consent.ts';
import { markPrivate } from '../../monitor/src/person/mark-private.ts';
import { isProved, proveConsent } from '../../monitor/src/person/prove-consent.ts';
import { readPerson } from '../../monitor/src/person/read.ts';
import { revealPerson } from '../../monitor/src/person/reveal.ts';
import { settleDoubt } from '../../monitor/src/person/settle-doubt.ts';
import { standAgain } from '../../monitor/src/person/stand-again.ts';
import { type Archive, openArchive, user } from './archive.ts';
import { openLiveChat, text } from './live-chat.ts';

const gil = user('gil', ['manager'], null);
const dora = { ...user('dora', ['dpo'], null), rights: ['export'] as const };

/** Numbers that note what they are told, in the place of their connections. */
function toldNumbers(connected: readonly NumberId[]) {
  const told: unknown[][] = [];
  const link = {
    stand: (...what: unknown[]) => void told.push(['stand', ...what]),
    doubt: (...what: unknown[]) => void told.push(['doubt', ...what]),
    settleDoubt: (...what: unknown[]) => void told.push(['settleDoubt', ...what]),
    enterConsent: (...what: unknown[]) => void told.push(['enterConsent', ...what]),
    forget: async (...what: unknown[]) => void told.push(['forget', ...what]),
  };
  return { told, link, links: { link: (number: NumberId) => (connected.includes(number) ? link : undefined) } };
}

async function standing(archive: Archive, id: PersonId) {
  const person = (await archive.deps.records.get(persons, id))?.doc;
  return [person?.state, person?.notice];
}

test('a person opens masked, with conversations and timeline; the name needs a reason; each look is in the trail', async () => {
  await using archive = await openArchive();
  const { live, number, contact, conversation, hears, at } = await openLiveChat(archive);
  await hears(text('oi'));
  await live.record(number, [
    {
      kind: 'consent',
      id: 'n1',
      person: contact,
      conversation,
      event: 'notice-delivered',
      at: at(1),
      how: 'whatsapp',
      notice: null,
      hash: 'a'.repeat(64),
      message: '3EB0NOTICE',
      text: 'Esta conversa é registrada.',
      badge: 'notified',
    },
  ]);
  const detail = await readPerson(archive.deps, authorize(gil, 'person:read'), { id: contact });
  expect(detail).toMatchObject({
    notice: 'notified',
    name: null,
    phone: null,
    knownBy: ['lid', 'phone', 'phone-without-ninth-digit'],
    conversations: [{ id: conversation, messages: 1 }],
    timeline: [{ kind: 'notice-delivered', text: 'Esta conversa é registrada.', message: '3EB0NOTICE' }],
    doubts: [],
  });
  const revealed = await revealPerson(archive.deps, authorize(gil, 'person:reveal'), {
    id: contact,
    reason: 'contact-person',
  });
  expect(revealed).toMatchObject({ name: 'Marina Lopes', phone: '+5511987650001' });
  expect((await archive.acts('company')).slice(-2)).toEqual(['person-read', 'person-revealed']);
  const other = await archive.addNumber('+5511912340009');
  const foreign = user('gal', ['manager'], [other]);
  await expect(readPerson(archive.deps, authorize(foreign, 'person:read'), { id: contact })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a private chat is in force where the number is connected, else pending, and told when it is opened again', async () => {
  await using archive = await openArchive();
  const { number, contact, conversation, hears } = await openLiveChat(archive);
  await hears(text('oi'));
  const connected = toldNumbers([number]);
  const may = authorize(gil, 'person:exclude');
  const mark = (isPrivate: boolean, links = connected.links) =>
    markPrivate({ ...archive.deps, links }, may, { id: contact, private: isPrivate, reason: 'é a irmã dela' });
  expect(await mark(true)).toEqual({ kind: 'in-force' });
  expect(connected.told).toEqual([['stand', contact, 'excluded']]);
  expect(await standing(archive, contact)).toEqual(['excluded', 'unknown']);
  await mark(true);
  expect((await archive.acts('company')).filter((act) => act === 'person-excluded')).toHaveLength(1);
  const page = await readConversation(archive.deps, authorize(gil, 'conversation:read'), { id: conversation });
  expect(page.lines.map((line) => line.kind === 'consent' && line.event)).toEqual(['excluded']);
  expect(page.persons[0]?.notice).toBe('excluded');

  const found = await archive.deps.records.get(numbers, number);
  if (!found) throw new Error('No number.');
  await archive.deps.records.replace(numbers, found.version, { ...found.doc, capture: unsetCapture });
  const opened = toldNumbers([]);
  expect(await mark(true, opened.links)).toEqual({ kind: 'pending' });
  await standAgain(archive.deps, number, opened.link);
  expect(opened.told).toEqual([['stand', contact, 'excluded']]);
  expect(await mark(false)).toEqual({ kind: 'in-force' });
  expect(await standing(archive, contact)).toEqual(['active', 'unknown']);
});

test('consent given elsewhere needs evidence and a past date, reaches the gate, and is proved by a signature', async () => {
  await using archive = await openArchive();
  const { number, contact, at } = await openLiveChat(archive);
  const connected = toldNumbers([number]);
  const deps = { ...archive.deps, links: connected.links };
  const may = authorize(dora, 'consent:enter');
  const given = { id: contact, number, answer: 'agreed', evidence: 'contrato assinado por Marina Lopes' } as const;
  const future = enterConsent(deps, may, { ...given, at: archive.deps.clock() + 1 });
  await expect(future).rejects.toMatchObject({ code: 'bad-request', pointer: '/at' });
  expect(await enterConsent(deps, may, { ...given, at: at(-3600) })).toEqual({ kind: 'in-force' });
  expect(connected.told).toEqual([['enterConsent', contact, 'agreed', at(-3600)]]);
  expect(await standing(archive, contact)).toEqual(['active', 'agreed']);
  const shown = await readPerson(archive.deps, authorize(dora, 'person:read'), { id: contact });
  expect(shown.timeline).toMatchObject([
    {
      kind: 'agreed',
      how: 'elsewhere',
      text: 'contrato assinado por ••••••••••••',
      by: expect.stringContaining('user:'),
    },
  ]);
  const proof = await proveConsent(archive.deps, authorize(dora, 'person:export'), { id: contact });
  expect(JSON.parse(proof.statement)).toMatchObject({ person: contact, timeline: [{ text: given.evidence }] });
  expect(isProved(proof)).toBe(true);
  expect(isProved({ ...proof, statement: proof.statement.replace('agreed', 'refused') })).toBe(false);
  expect(() => authorize(gil, 'person:export')).toThrow();
  expect(() => authorize(gil, 'consent:enter')).toThrow();
});

test('a dpo says whether two are one: then both are one person from the next sighting on, under the stricter state', async () => {
  await using archive = await openArchive();
  const { live, number, contact, conversation } = await openLiveChat(archive, '+5511987650001', '1001');
  const second = await live.meet({ number, lid: '2002', phone: '+5511987650001', pushName: null });
  const connected = toldNumbers([number]);
  const deps = { ...archive.deps, links: connected.links };
  await markPrivate(deps, authorize(gil, 'person:exclude'), { id: contact, private: true, reason: 'família' });
  const [doubt] = (await readPerson(archive.deps, authorize(dora, 'person:read'), { id: contact })).doubts;
  expect(doubt).toMatchObject({ state: 'open', person: { id: second.person, notice: 'unknown' } });
  const settle = (answer: 'same' | 'different') =>
    settleDoubt(deps, authorize(dora, 'doubt:settle'), { id: doubt?.id ?? '', answer, reason: 'trocou de conta' });
  expect(await settle('same')).toEqual({ kind: 'in-force' });
  expect(connected.told.slice(-2)).toEqual([
    ['settleDoubt', contact, second.person, 'same'],
    ['stand', contact, 'excluded'],
  ]);
  for (const lid of ['1001', '2002']) {
    expect(await live.meet({ number, lid, phone: null, pushName: null })).toEqual({
      person: contact,
      state: 'excluded',
      notice: 'unknown',
      perhaps: [],
      entered: [],
    });
  }
  expect(await live.conversationWith(number, contact)).toBe(conversation);
  await settle('same');
  await expect(settle('different')).rejects.toMatchObject({ code: 'changed-meanwhile' });
  const detail = await readPerson(archive.deps, authorize(dora, 'person:read'), { id: second.person });
  expect(detail.conversations.map(({ id }) => id)).toContain(conversation);
  const open = await archive.deps.records.count(systemAlerts, { index: 'byState', equals: { state: 'open' } });
  expect(open.get('all')).toBe(0);
  const entries = await archive.deps.records.find(auditEntries, {
    index: 'bySubject',
    equals: { subject: doubt?.id ?? '' },
    limit: 9,
  });
  expect(entries.items.map(({ doc }) => [doc.act, doc.detail['answer'], doc.reasonHash !== null])).toEqual([
    ['doubt-settled', 'same', true],
  ]);
});

test('only the contact who agrees anew in the chat ends a suppression; what says nothing new takes no badge away', async () => {
  await using archive = await openArchive();
  const { live, number, contact, conversation, at } = await openLiveChat(archive);
  const stored = await archive.deps.records.get(persons, contact);
  if (!stored) throw new Error('The contact is missing.');
  const objector: Person = { ...stored.doc, state: 'suppressed', notice: 'refused' };
  await archive.deps.records.replace(persons, stored.version, objector);
  const told = {
    person: contact,
    conversation,
    how: 'chat',
    notice: null,
    hash: null,
    message: null,
    text: null,
  } as const;
  await live.record(number, [{ ...told, kind: 'consent', id: 's1', event: 'data-asked', at: at(1), badge: 'unknown' }]);
  expect(await standing(archive, contact)).toEqual(['suppressed', 'refused']);
  await live.record(number, [{ ...told, kind: 'consent', id: 's2', event: 'agreed', at: at(2), badge: 'agreed' }]);
  expect(await standing(archive, contact)).toEqual(['active', 'agreed']);
  await live.record(number, [
    { ...told, kind: 'consent', id: 's3', event: 'language-chosen', at: at(3), badge: 'unknown' },
  ]);
  expect(await standing(archive, contact)).toEqual(['active', 'agreed']);
});
