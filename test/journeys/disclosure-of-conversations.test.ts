/** A conversation is read page by page without gaps or doubles, each page one recorded disclosure; people stay pseudonyms. */
import type { ConversationId, MessageId } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { listConversations } from '../../monitor/src/conversation/list.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { listPersons } from '../../monitor/src/person/list.ts';
import { openArchive, user } from './archive.ts';

const start = Date.UTC(2026, 2, 4, 15);

test('every message is met once, backwards, forwards and around, although many share one minute', async () => {
  await using archive = await openArchive();
  const number = await archive.addNumber('+5511912340001');
  const marina = await archive.addPerson('Marina', 'contact', number);
  const chat = await archive.addChat(number, marina, [marina]);
  const written: MessageId[] = [];
  for (let k = 0; k < 260; k++) {
    written.push(await archive.say(chat, marina, `linha ${k}`, { at: start + Math.floor(k / 110) * 60_000 }));
  }
  const may = authorize(user('gil', ['manager'], [number]), 'conversation:read');
  const read = (place: object) => readConversation(archive.deps, may, { id: chat, ...place });
  const ids = (page: { messages: readonly { id: string }[] }) => page.messages.map((message) => message.id);

  const newest = await read({});
  expect(newest.after).toBeNull();
  const backwards = ids(newest);
  for (let before = newest.before; before !== null; ) {
    const page = await read({ before });
    backwards.unshift(...ids(page));
    before = page.before;
  }
  expect(backwards).toEqual(written);

  const around = await read({ around: written[130] });
  expect(ids(around)).toEqual(written.slice(100, 161));
  const forwards = ids(around);
  for (let after = around.after; after !== null; ) {
    const page = await read({ after });
    forwards.push(...ids(page));
    after = page.after;
  }
  expect(forwards).toEqual(written.slice(100));
  const disclosures = (await archive.acts(number)).filter((act) => act === 'conversation-read');
  expect(disclosures.length).toBe(Math.ceil(260 / 60) + 1 + Math.ceil((260 - 161) / 60));

  await expect(read({ before: 'x' })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(read({ before: newest.before ?? '', around: written[0] })).rejects.toMatchObject({
    code: 'bad-request',
  });
});

test('lists show pseudonyms only, and to a manager only what is on their numbers', async () => {
  await using archive = await openArchive();
  const one = await archive.addNumber('+5511912340001');
  const two = await archive.addNumber('+5511912340002');
  const people: { person: string; chat: ConversationId; number: string }[] = [];
  for (let k = 0; k < 7; k++) {
    const number = k % 2 === 0 ? one : two;
    const person = await archive.addPerson(`Marina ${k}`, 'contact', number, `+551198765000${k}`);
    const chat = await archive.addChat(number, person, [person]);
    await archive.say(chat, person, 'oi');
    people.push({ person, chat, number });
    archive.pass(1000);
  }
  const gil = user('gil', ['manager'], [one]);
  const mine = people.filter(({ number }) => number === one).reverse();
  const listed: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPersons(archive.deps, authorize(gil, 'person:list'), { cursor, limit: 3 });
    expect(JSON.stringify(page)).not.toMatch(/Marina|98765/);
    expect(page.persons.every((row) => row.conversations === 1 && row.lastAt !== null)).toBe(true);
    listed.push(...page.persons.map((row) => row.id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(listed).toEqual(mine.map(({ person }) => person));

  const { conversations } = await listConversations(archive.deps, authorize(gil, 'conversation:read'), { limit: 50 });
  expect(conversations.map((row) => row.id)).toEqual(mine.map(({ chat }) => chat));
  expect(JSON.stringify(conversations)).not.toContain('Marina');
  const foreign = people.find(({ number }) => number === two);
  await expect(
    readConversation(archive.deps, authorize(gil, 'conversation:read'), { id: foreign?.chat ?? '' }),
  ).rejects.toMatchObject({ code: 'not-found' });
  const [first, second] = mine;
  if (!first || !second) throw new Error('Two chats were expected.');
  const elsewhere = await archive.say(first.chat, null, 'x', { kind: 'system' });
  await expect(
    readConversation(archive.deps, authorize(gil, 'conversation:read'), {
      id: second.chat,
      around: elsewhere,
    }),
  ).rejects.toMatchObject({ code: 'not-found' });
  await expect(
    listConversations(archive.deps, authorize(gil, 'conversation:read'), { number: two, limit: 9 }),
  ).rejects.toMatchObject({ code: 'not-found' });
});

test('what belongs to an erased person opens no more, and the page stays readable', async () => {
  await using archive = await openArchive();
  const number = await archive.addNumber('+5511912340001');
  const marina = await archive.addPerson('Marina', 'contact', number);
  const bruno = await archive.addPerson('Bruno', 'agent', number);
  const group = await archive.addChat(number, null, [marina, bruno]);
  await archive.say(group, marina, 'segredo');
  await archive.say(group, bruno, 'combinado, Marina');
  await archive.deps.vault.shred([marina]);
  const may = authorize(user('dora', ['dpo'], null), 'conversation:read');
  const page = await readConversation(archive.deps, may, { id: group });
  expect(page.messages.map((message) => message.text)).toEqual([null, 'combinado, Marina']);
});
