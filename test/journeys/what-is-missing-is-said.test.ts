/** The thread says what was withheld and why, when nobody listened, and what the person was told; the day's count is signed and adds up. */
import type { Recorded } from '@atalaia/connector';
import { consents, ledgers, type Person, persons, systemAlerts, withheld } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { isSignedLedger } from '../../monitor/src/completeness/record-ledger.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { type Archive, openArchive, user } from './archive.ts';
import { type LiveChat, openLiveChat, text } from './live-chat.ts';

const gil = user('gil', ['manager'], null);

function withheldAt(
  chat: LiveChat,
  id: string,
  seconds: number,
  reason: 'not-notified' | 'undecryptable' | 'refused',
): Recorded {
  return { kind: 'withheld', id, conversation: chat.conversation, at: chat.at(seconds), reason, hash: 'f'.repeat(64) };
}

function told(
  chat: LiveChat,
  event: Extract<Recorded, { kind: 'consent' }>['event'],
  seconds: number,
  badge: Person['notice'],
  words: string | null = null,
): Recorded {
  return {
    kind: 'consent',
    id: `${event} ${seconds}`,
    person: chat.contact,
    conversation: chat.conversation,
    event,
    at: chat.at(seconds),
    how: 'whatsapp',
    notice: null,
    hash: null,
    message: '3EB0NOTICE',
    text: words,
    badge,
  };
}

async function thread(archive: Archive, chat: LiveChat) {
  const may = authorize(gil, 'conversation:read');
  return readConversation(archive.deps, may, { id: chat.conversation });
}

test('lines stand where it happened: withheld messages counted by reason, the notice on its way, a gap', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const events: Recorded[] = [
    withheldAt(chat, 'w1', 1, 'not-notified'),
    withheldAt(chat, 'w2', 2, 'not-notified'),
    told(chat, 'notice-sent', 3, 'unknown', 'Esta conversa é registrada.'),
    told(chat, 'notice-accepted', 4, 'unknown'),
    told(chat, 'notice-delivered', 5, 'notified'),
    { kind: 'gap', id: 'g1', from: chat.at(12), to: null, reason: 'network' },
    { kind: 'gap', id: 'g1', from: chat.at(12), to: chat.at(15), reason: 'network' },
    withheldAt(chat, 'w3', 16, 'undecryptable'),
    // Long after the first message: it stands with the notice all the same.
    told(chat, 'notice-read', 25, 'notified'),
  ];
  await chat.live.record(chat.number, events);
  await chat.hears(text('bom dia'));
  await chat.hears(text('alguém aí?'));
  await chat.live.record(chat.number, events);
  const seen = (await thread(archive, chat)).lines.map((line) =>
    line.kind === 'withheld'
      ? [line.reason, line.count]
      : line.kind === 'gap'
        ? [line.content, line.reason]
        : line.kind === 'notice'
          ? [line.sentAt, line.deliveredAt, line.readAt, line.text]
          : [line.event],
  );
  expect(seen).toEqual([
    ['not-notified', 2],
    [chat.at(3), chat.at(5), chat.at(25), 'Esta conversa é registrada.'],
    ['delivered-later', 'network'],
    ['undecryptable', 1],
  ]);
  await chat.live.record(chat.number, [{ kind: 'recovered', id: 'w3' }]);
  expect(await archive.deps.records.count(withheld, { index: 'byNumber', equals: { number: chat.number } })).toEqual(
    new Map([['all', 2]]),
  );
  const sent = await archive.deps.records.find(consents, {
    index: 'byPerson',
    equals: { person: chat.contact },
    limit: 9,
  });
  expect(sent.items.map(({ doc }) => [doc.kind, doc.basis, doc.sealedText !== undefined])).toEqual([
    ['notice-sent', 'legitimate-interest', true],
    ['notice-accepted', 'legitimate-interest', false],
    ['notice-delivered', 'legitimate-interest', false],
    ['notice-read', 'legitimate-interest', false],
  ]);
});

test('a withdrawal stands before what is withheld because of it, within the same second', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  await chat.hears(text('bom dia'));
  await chat.live.record(chat.number, [withheldAt(chat, 'w1', 5, 'refused'), told(chat, 'withdrawn', 5, 'refused')]);
  expect((await thread(archive, chat)).lines.map(({ kind }) => kind)).toEqual(['consent', 'withheld']);
});

test('pages tell the same of what lies between them, and nothing falls between two pages', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  for (let k = 0; k < 130; k++) {
    await chat.hears(text(`linha ${k}`));
    await chat.live.record(chat.number, [withheldAt(chat, `w${k}`, (k + 1) * 10 + 5, 'not-notified')]);
  }
  const may = authorize(gil, 'conversation:read');
  const found = new Map<string, object>();
  let before: string | undefined;
  do {
    const page = await readConversation(archive.deps, may, { id: chat.conversation, before });
    for (const line of page.lines) {
      const known = found.get(line.id);
      if (known) expect(line).toEqual(known);
      found.set(line.id, line);
    }
    before = page.before ?? undefined;
  } while (before !== undefined);
  expect(found.size).toBe(130);
});

test('the badge follows what the person answered, and no notice on another number covers a refusal', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const badge = async () => (await archive.deps.records.get(persons, chat.contact))?.doc.notice;
  await chat.live.record(chat.number, [told(chat, 'notice-delivered', 1, 'notified')]);
  expect(await badge()).toBe('notified');
  await chat.live.record(chat.number, [told(chat, 'agreed', 2, 'agreed')]);
  expect(await badge()).toBe('agreed');
  await chat.live.record(chat.number, [told(chat, 'withdrawn', 3, 'refused')]);
  expect(await badge()).toBe('refused');
  const second = await archive.addNumber('+5511912340002');
  await chat.live.record(second, [told(chat, 'notice-delivered', 4, 'notified')]);
  expect(await badge()).toBe('refused');
  await chat.live.record(chat.number, [told(chat, 'agreed', 5, 'agreed')]);
  expect(await badge()).toBe('agreed');
});

test('a day’s ledger is signed once it has ended; one that does not add up raises a system alert', async () => {
  await using archive = await openArchive();
  const chat = await openLiveChat(archive);
  const counts = {
    received: 9,
    stored: 5,
    withheld: 2,
    excluded: 1,
    undecryptable: 1,
    mediaPending: 1,
    mediaKept: 0,
    mediaExpired: 0,
  };
  const day = { kind: 'ledger', day: '2026-03-04', minutesDisconnected: 3 } as const;
  const kept = async () => {
    const found = await archive.deps.records.find(ledgers, {
      index: 'byNumber',
      equals: { number: chat.number },
      limit: 9,
    });
    expect(found.items).toHaveLength(1);
    const [ledger] = found.items.map(({ doc }) => doc);
    if (!ledger) throw new Error('No ledger.');
    return ledger;
  };
  const { publicKey } = archive.deps.signer;
  await chat.live.record(chat.number, [{ ...day, counts, ended: false }]);
  expect(isSignedLedger(await kept(), publicKey)).toBe(false);
  await chat.live.record(chat.number, [{ ...day, counts: { ...counts, mediaPending: 0, mediaKept: 1 }, ended: true }]);
  const ledger = await kept();
  expect(isSignedLedger(ledger, publicKey)).toBe(true);
  expect(isSignedLedger({ ...ledger, withheld: 1 }, publicKey)).toBe(false);
  const broken = () => archive.deps.records.count(systemAlerts, { index: 'byState', equals: { state: 'open' } });
  expect(await broken()).toEqual(new Map([['all', 0]]));
  await chat.live.record(chat.number, [{ ...day, counts: { ...counts, stored: 4 }, ended: true }]);
  expect(await broken()).toEqual(new Map([['all', 1]]));
});
