/** The list of people: everyone of the numbers someone may see, with a badge that says whether more may be kept of them. */
import { type Alias, aliases, auditEntries, type NumberId, type Person, persons } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { listPersons } from '../../monitor/src/person/list.ts';
import { phoneAlias } from '../../monitor/src/person/resolve.ts';
import { seekPersons } from '../../monitor/src/person/seek.ts';
import { type Archive, openArchive, user } from './archive.ts';

async function addPersons(archive: Archive, number: NumberId, count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, at): Person => {
    const id = `person-of-the-test-${number}-${at}` as Person['id'];
    const createdAt = archive.deps.clock();
    return { id, role: 'contact', state: 'active', notice: 'notified', numbers: [number], createdAt };
  });
  await Promise.all(all.map((person) => archive.deps.records.insert(persons, person)));
}

test('someone limited to one number reads a few pages for one answer, and meets all of theirs by asking on', async () => {
  await using archive = await openArchive();
  const own = await archive.addNumber('+5511912340001');
  const other = await archive.addNumber('+5511912340002');
  const first = await archive.addPerson('Marina', 'contact', own);
  archive.pass(1);
  await addPersons(archive, other, 3000);
  archive.pass(1);
  const last = await archive.addPerson('Otávio', 'contact', own);
  const may = authorize(user('gil', ['manager'], [own]), 'person:list');
  let read = 0;
  const records = {
    ...archive.deps.records,
    find: ((collection, query) => {
      if (collection.name === persons.name) read += query.limit;
      return archive.deps.records.find(collection, query);
    }) satisfies typeof archive.deps.records.find,
  };
  const page = await listPersons({ ...archive.deps, records }, may, { limit: 200 });
  expect(page.persons.map(({ id }) => id)).toEqual([last]);
  expect(read).toBeLessThan(1500);
  const rest = await listPersons(archive.deps, may, { limit: 200, cursor: page.next ?? '' });
  expect(rest).toMatchObject({ persons: [{ id: first }], next: null });
});

test.each(['excluded', 'suppressed', 'restricted', 'locked'] as const)('a person who is %s looks so', async (state) => {
  await using archive = await openArchive();
  const number = await archive.addNumber('+5511912340001');
  const id = await archive.addPerson('Marina', 'contact', number);
  const kept = await archive.deps.records.get(persons, id);
  if (!kept) throw new Error('No such person.');
  const may = authorize(user('gil', ['manager'], null), 'person:list');
  expect((await listPersons(archive.deps, may, { limit: 10 })).persons).toMatchObject([{ notice: 'notified' }]);
  await archive.deps.records.replace(persons, kept.version, { ...kept.doc, state });
  expect((await listPersons(archive.deps, may, { limit: 10 })).persons).toMatchObject([{ notice: state }]);
});

test('a person is found by phone, name, code and id, on the numbers of the one who asks, and the words are sealed in the trail', async () => {
  await using archive = await openArchive();
  const { deps } = archive;
  const own = await archive.addNumber('+5511912340001');
  const other = await archive.addNumber('+5511912340002');
  const otavio = await archive.addPerson('Otávio Quaresma', 'contact', own, '+5511987654321');
  const marina = await archive.addPerson('Marina da Luz', 'contact', other);
  const id = phoneAlias(deps.blind, '+5511987654321');
  const alias: Alias = { id, kind: 'phone', person: otavio, source: 'whatsapp', firstSeenAt: 1 };
  await deps.records.insert(aliases, alias);
  const seek = async (who: string, numbers: readonly NumberId[] | null = null) => {
    const may = authorize(user('dora', ['dpo'], numbers), 'person:reveal');
    return (await seekPersons(deps, may, { who, reason: 'answer-request' })).persons;
  };
  const [found] = await seek('OTAVIO quar');
  expect(found).toMatchObject({ id: otavio, name: null, phone: null });
  // With and without the ninth digit, and as a few digits of it.
  for (const who of ['+55 11 98765-4321', '+55 11 8765-4321', '8765-4321', otavio, found?.code.toLowerCase() ?? '']) {
    expect(
      (await seek(who)).map((person) => person.id),
      who,
    ).toEqual([otavio]);
  }
  expect(await seek('Marina', [own])).toEqual([]);
  expect((await seek('luz')).map((person) => person.id)).toEqual([marina]);
  expect(await seek('Quaresma Luz')).toEqual([]);
  const last = await deps.records.find(auditEntries, { index: 'byTime', order: 'descending', limit: 1 });
  const entry = last.items[0]?.doc;
  expect(entry).toMatchObject({ act: 'person-sought', detail: { purpose: 'answer-request', results: 0 } });
  const place = { collection: 'searches', id: entry?.subject ?? '', field: 'words' };
  expect(entry?.sealedReason && (await deps.vault.openText(place, entry.sealedReason))).toBe('Quaresma Luz');
});
