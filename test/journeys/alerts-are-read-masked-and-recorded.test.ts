/** An opened alert shows the hit in its conversation, hides who is who, and leaves a trace before it is answered. */
import { alerts, type HitId, hits, type MessageId, messages } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { listAlerts } from '../../monitor/src/alert/list.ts';
import { readAlert } from '../../monitor/src/alert/read.ts';
import { concealPersons, revealPersons } from '../../monitor/src/conversation/reveal.ts';
import { type Archive, openArchive, user } from './archive.ts';

/** Marina da Luz writes to Bruno Tavares, whose number also Gil manages; Rita manages another one. */
async function withAlert(archive: Archive) {
  const number = await archive.addNumber('+5511912340001');
  const other = await archive.addNumber('+5511912340002');
  const marina = await archive.addPerson('Marina da Luz', 'contact', number, '+5511987654321');
  const bruno = await archive.addPerson('Bruno Tavares', 'agent', number);
  const chat = await archive.addChat(number, marina, [marina, bruno]);
  await archive.say(chat, null, 'Olá, \uFFFC0\uFFFC', { kind: 'system', mentions: [marina] });
  for (let k = 0; k < 40; k++) await archive.say(chat, marina, `Mensagem ${k}`);
  const text = 'MARINA, manda a Senha do Banco e o e-mail marina.luz@example.com. Abraço, Bruno';
  const message = await archive.say(chat, bruno, text);
  for (let k = 0; k < 40; k++) await archive.say(chat, marina, `Depois ${k}`);
  const gil = user('gil', ['manager'], [number]);
  const rita = user('rita', ['manager'], [other]);
  return { number, other, marina, bruno, chat, text, message, gil, rita };
}

test('the alert opens around its hit, with the exact words marked and everything else of the people hidden', async () => {
  await using archive = await openArchive();
  const { gil, text, message } = await withAlert(archive);
  const { alerts: queue, total } = await listAlerts(archive.deps, authorize(gil, 'alert:list'), {
    state: 'open',
    limit: 50,
  });
  expect(total).toBe(1);
  const row = queue[0];
  expect(row?.person).toMatchObject({ name: null, phone: null, code: expect.stringMatching(/^[A-Z2-9]{4}$/) });
  expect(JSON.stringify(queue)).not.toMatch(/marina|bruno/i);

  const detail = await readAlert(archive.deps, authorize(gil, 'alert:read'), { id: row?.id ?? '' });
  expect(detail.page.messages).toHaveLength(61);
  const shown = detail.page.messages[30];
  expect(shown?.id).toBe(message);
  expect(shown?.text).toBe(
    text
      .replace('MARINA', '••••••')
      .replace('marina.luz@example.com', '•'.repeat('marina.luz@example.com'.length))
      .replace('Bruno', '•••••'),
  );
  const [hit] = detail.hits;
  expect(shown?.text?.slice(hit?.start, hit?.end)).toBe('Senha do Banco');
  expect(shown?.hits).toEqual(detail.hits);
  expect(detail.page.before).not.toBeNull();
  expect(detail.page.after).not.toBeNull();
  expect(detail.page.persons.every((person) => person.name === null)).toBe(true);
});

test('in a system line the marked words stay the same when names are put in before them', async () => {
  await using archive = await openArchive();
  const number = await archive.addNumber('+5511912340001');
  const marina = await archive.addPerson('Marina da Luz', 'agent', number);
  const chat = await archive.addChat(number, null, [marina]);
  const text = '\uFFFC0\uFFFC mudou o nome do grupo para “Senha do Banco”';
  await archive.say(chat, null, text, { kind: 'system', mentions: [marina] });
  const gil = user('gil', ['manager'], [number]);
  const [row] = (await listAlerts(archive.deps, authorize(gil, 'alert:list'), { state: 'open', limit: 50 })).alerts;
  expect(row?.person).toBeNull();
  const { page, hits: found } = await readAlert(archive.deps, authorize(gil, 'alert:read'), { id: row?.id ?? '' });
  const [shown] = page.messages;
  expect(shown?.text).toMatch(/^[A-Z2-9]{4} mudou/);
  expect(found.map(({ start, end }) => shown?.text?.slice(start, end))).toEqual(['Senha do Banco']);
  expect(shown?.hits).toEqual(found);
});

test('each reading is in the trail before it is answered, and the next reader sees it', async () => {
  await using archive = await openArchive();
  const { gil, number } = await withAlert(archive);
  const [alert] = (await archive.deps.records.find(alerts, { index: 'byRaised', limit: 1 })).items;
  const id = alert?.doc.id ?? '';
  const first = await readAlert(archive.deps, authorize(gil, 'alert:read'), { id });
  expect(first.readers).toEqual([]);
  expect(await archive.acts(number)).toContain('alert-read');
  const second = await readAlert(archive.deps, authorize(gil, 'alert:read'), { id });
  expect(second.readers).toHaveLength(1);

  const failing = { record: () => Promise.reject(new Error('the disk is full')) };
  await expect(readAlert({ ...archive.deps, audit: failing }, authorize(gil, 'alert:read'), { id })).rejects.toThrow(
    'the disk is full',
  );
});

test('names come back for ten minutes with a reason, for the one who asked only', async () => {
  await using archive = await openArchive();
  const { gil, chat, number, text } = await withAlert(archive);
  const dpo = user('dora', ['dpo'], null);
  const [alert] = (await archive.deps.records.find(alerts, { index: 'byRaised', limit: 1 })).items;
  const id = alert?.doc.id ?? '';
  const { until } = await revealPersons(archive.deps, authorize(gil, 'person:reveal'), {
    id: chat,
    reason: 'judge-alert',
  });
  const open = await readAlert(archive.deps, authorize(gil, 'alert:read'), { id });
  expect(open.page.revealedUntil).toBe(until);
  expect(until - open.page.now).toBe(10 * 60_000);
  expect(open.page.messages[30]?.text).toBe(text);
  expect(open.page.persons.map((person) => person.name)).toContain('Marina da Luz');
  const masked = await readAlert(archive.deps, authorize(dpo, 'alert:read'), { id });
  expect(masked.page.revealedUntil).toBeNull();
  expect(masked.page.messages[30]?.text).not.toBe(text);

  await concealPersons(archive.deps, authorize(gil, 'person:reveal'), { id: chat });
  expect((await readAlert(archive.deps, authorize(gil, 'alert:read'), { id })).page.revealedUntil).toBeNull();
  await revealPersons(archive.deps, authorize(gil, 'person:reveal'), { id: chat, reason: 'judge-alert' });
  archive.pass(10 * 60_000);
  expect((await readAlert(archive.deps, authorize(gil, 'alert:read'), { id })).page.revealedUntil).toBeNull();
  const acts = await archive.acts(number);
  expect(acts.filter((act) => act === 'person-revealed')).toHaveLength(2);
  expect(acts.filter((act) => act === 'person-concealed')).toHaveLength(1);
});

test('a manager of another number meets nothing: not in the list, not by id, not by revealing', async () => {
  await using archive = await openArchive();
  const { rita, chat, number } = await withAlert(archive);
  const [alert] = (await archive.deps.records.find(alerts, { index: 'byRaised', limit: 1 })).items;
  const id = alert?.doc.id ?? '';
  const list = await listAlerts(archive.deps, authorize(rita, 'alert:list'), { state: 'open', limit: 50 });
  expect(list).toEqual({ alerts: [], next: null, total: 0 });
  const refused = { code: 'not-found' };
  await expect(readAlert(archive.deps, authorize(rita, 'alert:read'), { id })).rejects.toMatchObject(refused);
  await expect(
    listAlerts(archive.deps, authorize(rita, 'alert:list'), { state: 'open', number, limit: 50 }),
  ).rejects.toMatchObject(refused);
  await expect(
    revealPersons(archive.deps, authorize(rita, 'person:reveal'), { id: chat, reason: 'judge-alert' }),
  ).rejects.toMatchObject(refused);
  expect(() => authorize(user('ana', ['administrator'], null), 'alert:read')).toThrow('role');
});

test('an alert with thousands of hits opens with the earliest of them and those of the message it opens at', async () => {
  await using archive = await openArchive();
  const { gil, message } = await withAlert(archive);
  const { records } = archive.deps;
  const [alert] = (await records.find(alerts, { index: 'byRaised', limit: 1 })).items;
  const [hit] = (await records.find(hits, { index: 'byMessage', equals: { message }, limit: 1 })).items;
  const [early] = (await records.find(messages, { index: 'bySequence', limit: 1 })).items;
  if (!alert || !hit || !early) throw new Error('There is no alert.');
  const more = Array.from({ length: 2000 }, (_, at) => ({
    ...hit.doc,
    id: `hit-of-the-test-${at}` as HitId,
    message: early.doc.id as MessageId,
    at: hit.doc.at - 5000 + at,
  }));
  await Promise.all(more.map((one) => records.insert(hits, one)));
  const detail = await readAlert(archive.deps, authorize(gil, 'alert:read'), { id: alert.doc.id });
  expect(detail.hits).toHaveLength(201);
  expect(detail.hits.map(({ id }) => id)).toContain(hit.doc.id);
});
