/** A live conversation counts what was said, and tells those who may read it that something came: ids and counts, never a word. */
import { conversations, type FeedEvent } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { listConversations } from '../../monitor/src/conversation/list.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { eventFor } from '../../monitor/src/live/event-for.ts';
import { listPersons } from '../../monitor/src/person/list.ts';
import { openArchive, user } from './archive.ts';
import { announced, openLiveChat, stanzaTarget, text } from './live-chat.ts';

const gil = user('gil', ['manager'], null);

test('reactions, edits, deletions, votes and files are no messages: neither the count nor the last time moves', async () => {
  await using archive = await openArchive();
  const { live, number, contact, conversation, hears, at } = await openLiveChat(archive);
  const first = await hears(text('bom dia'));
  const photo = await hears(announced('image', 'foto.jpg'));
  const standing = async () => {
    const doc = (await archive.deps.records.get(conversations, conversation))?.doc;
    return [doc?.messages, doc?.firstAt, doc?.lastAt];
  };
  const after = [2, at(10), at(20)];
  expect(await standing()).toEqual(after);
  await hears({ kind: 'reaction', target: stanzaTarget, emoji: '👍' }, { target: first });
  await hears({ kind: 'edit', target: stanzaTarget, text: 'boa tarde' }, { target: first });
  await hears({ kind: 'revoke', target: stanzaTarget }, { target: first });
  await live.keepFile({ kind: 'file-expired', of: photo, number, contact, at: at(60), order: 9 });
  expect(await standing()).toEqual(after);
  const listed = await listConversations(archive.deps, authorize(gil, 'conversation:read'), { limit: 10 });
  expect(listed.conversations).toMatchObject([{ id: conversation, messages: 2, lastAt: at(20) }]);
  const people = await listPersons(archive.deps, authorize(gil, 'person:list'), { limit: 10 });
  expect(people.persons).toMatchObject([{ id: contact, lastAt: at(20) }]);
});

test('what came, and what changed, is told once to those who may read it', async () => {
  await using archive = await openArchive();
  const { live, number, contact, conversation, hears, hearsAgain, at } = await openLiveChat(archive);
  const told: FeedEvent[] = [];
  archive.deps.feed.subscribe(({ count: _, ...event }) => void told.push(event));
  const first = await hears(text('a senha é 1234'));
  await hearsAgain();
  const photo = await hears(announced('image', 'foto.jpg'));
  await hears({ kind: 'edit', target: stanzaTarget, text: 'a senha é 4321' }, { target: first });
  await live.keepFile({ kind: 'file-expired', of: photo, number, contact, at: at(60), order: 9 });
  const page = await readConversation(archive.deps, authorize(gil, 'conversation:read'), { id: conversation });
  const [edited, pictured] = page.messages.map(({ id }) => id);
  const grew = { kind: 'conversation-grew', id: conversation, number, fields: { messages: 1 } };
  const news = told.filter(({ kind }) => kind === 'conversation-grew' || kind === 'message-changed');
  expect(news).toEqual([
    grew,
    grew,
    { kind: 'message-changed', id: edited, number },
    { kind: 'message-changed', id: pictured, number },
  ]);
  expect(JSON.stringify(told)).not.toMatch(/1234|4321|senha|foto/);
  const other = await archive.addNumber('+5511912340002');
  for (const event of news) {
    expect(eventFor(gil, event)).toMatchObject({ kind: event.kind, id: event.id });
    expect(eventFor(user('eva', ['auditor'], null), event)).toBeUndefined();
    expect(eventFor(user('rui', ['administrator'], null), event)).toBeUndefined();
    expect(eventFor(user('gal', ['manager'], [other]), event)).toBeUndefined();
  }
});

test('after the last message of a page, what came since is read from there, and nothing else', async () => {
  await using archive = await openArchive();
  const { conversation, hears } = await openLiveChat(archive);
  await hears(text('um'));
  const may = authorize(gil, 'conversation:read');
  const page = await readConversation(archive.deps, may, { id: conversation });
  expect(page.after).toBeNull();
  const since = { id: conversation, after: page.last ?? '' };
  expect(await readConversation(archive.deps, may, since)).toMatchObject({ messages: [], last: null });
  await hears(text('dois'));
  await hears(text('três'));
  const news = await readConversation(archive.deps, may, since);
  expect(news.messages.map((message) => message.text)).toEqual(['dois', 'três']);
});
