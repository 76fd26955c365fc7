/** Search over the sealed archive: finds folded words, shows them masked, only on one's own numbers, and leaves a trace. */
import { auditEntries, progress } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { openSearchFollower } from '../../monitor/src/search/follow.ts';
import { runSearch } from '../../monitor/src/search/run.ts';
import { type Archive, openArchive, user } from './archive.ts';

async function withTwoNumbers(archive: Archive) {
  const one = await archive.addNumber('+5511912340001');
  const two = await archive.addNumber('+5511912340002');
  const marina = await archive.addPerson('Marina da Luz', 'contact', one);
  const pedro = await archive.addPerson('Pedro', 'contact', two);
  const first = await archive.addChat(one, marina, [marina]);
  const second = await archive.addChat(two, pedro, [pedro]);
  await archive.say(first, marina, 'A *DEVOLUÇÃO* do Pedido 4471 atrasou, aqui é a Marina');
  await archive.say(first, marina, 'nada a ver');
  await archive.say(second, pedro, 'devolucao do pedido feita');
  await archive.follower.catchUp();
  return { one, two, gil: user('gil', ['manager'], [one]), dora: user('dora', ['dpo'], null) };
}

const asked = { words: 'pedido devolução', purpose: 'investigation' };

test('a word is found whatever its accents, on the numbers of the one who asks, with names masked', async () => {
  await using archive = await openArchive();
  const { gil, dora, two } = await withTwoNumbers(archive);
  const mine = await runSearch(archive.deps, authorize(gil, 'archive:search'), asked);
  expect(mine.results.map(({ message }) => message.text)).toEqual([
    'A *DEVOLUÇÃO* do Pedido 4471 atrasou, aqui é a ••••••',
  ]);
  const all = await runSearch(archive.deps, authorize(dora, 'archive:search'), asked);
  expect(all.results.map(({ number }) => number.phone)).toEqual(['+5511912340002', '+5511912340001']);
  await expect(
    runSearch(archive.deps, authorize(gil, 'archive:search'), { ...asked, number: two }),
  ).rejects.toMatchObject({ code: 'not-found' });
  await expect(
    runSearch(archive.deps, authorize(gil, 'archive:search'), { ...asked, words: '! ?' }),
  ).rejects.toMatchObject({ code: 'bad-request' });
});

test('the purpose is in the trail and the words are there sealed, before anything is shown', async () => {
  await using archive = await openArchive();
  const { gil } = await withTwoNumbers(archive);
  const failing = { record: () => Promise.reject(new Error('the disk is full')) };
  const may = authorize(gil, 'archive:search');
  await expect(runSearch({ ...archive.deps, audit: failing }, may, asked)).rejects.toThrow('the disk is full');
  await runSearch(archive.deps, may, asked);
  const page = await archive.deps.records.find(auditEntries, {
    index: 'byChain',
    equals: { chain: 'company' },
    limit: 99,
  });
  const entry = page.items.at(-1)?.doc;
  expect(entry).toMatchObject({ act: 'archive-searched', detail: { purpose: 'investigation', results: 1 } });
  const place = { collection: 'searches', id: entry?.subject ?? '', field: 'words' };
  expect(entry?.sealedReason && (await archive.deps.vault.openText(place, entry.sealedReason))).toBe(asked.words);
});

test('more results than a page holds come page by page, each once, also many of one minute', async () => {
  await using archive = await openArchive();
  const number = await archive.addNumber('+5511912340001');
  const contact = await archive.addPerson('Marina', 'contact', number);
  const chat = await archive.addChat(number, contact, [contact]);
  const start = Date.UTC(2026, 2, 4, 15);
  // 30 in each of 2 minutes, then 60 in one: more than a page.
  for (let k = 0; k < 60; k++)
    await archive.say(chat, contact, `boleto ${k}`, { at: start + Math.floor(k / 30) * 60_000 });
  for (let k = 60; k < 120; k++) await archive.say(chat, contact, `boleto ${k}`, { at: start + 600_000 });
  await archive.follower.catchUp();
  const seen: string[] = [];
  let before: number | undefined;
  do {
    const page = await runSearch(archive.deps, authorize(user('d', ['dpo'], null), 'archive:search'), {
      words: 'BOLETO',
      purpose: 'investigation',
      before,
    });
    seen.push(...page.results.map(({ message }) => message.id));
    before = page.next ?? undefined;
  } while (before !== undefined);
  expect(seen).toHaveLength(120);
  expect(new Set(seen).size).toBe(120);
});

test('stopped and started again, the follower goes on where it was', async () => {
  await using archive = await openArchive();
  const { one, dora } = await withTwoNumbers(archive);
  await archive.follower[Symbol.asyncDispose]();
  const person = await archive.addPerson('Olga', 'contact', one);
  const chat = await archive.addChat(one, person, [person]);
  await archive.say(chat, person, 'outra devolução do pedido');
  const before = await archive.deps.records.get(progress, `search.${one}`);
  await using again = openSearchFollower(archive.deps);
  await again.catchUp();
  const after = await archive.deps.records.get(progress, `search.${one}`);
  expect(after?.doc.sequence).toBe((before?.doc.sequence ?? 0) + 1);
  const all = await runSearch(archive.deps, authorize(dora, 'archive:search'), asked);
  expect(all.results).toHaveLength(3);
});
