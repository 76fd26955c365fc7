/** Who is known by name only, from an exported chat, may be somebody who is exported or erased: the dpo is asked before either is called complete. */
import { type Alias, aliases, messages, persons } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { beginExport } from '../../monitor/src/export/begin.ts';
import { phoneOf } from '../../monitor/src/number/phone.ts';
import { doubtsOf } from '../../monitor/src/person/doubt.ts';
import { phoneAlias } from '../../monitor/src/person/resolve.ts';
import { settleDoubt } from '../../monitor/src/person/settle-doubt.ts';
import { changeDocument } from '../fixtures/change-document.ts';
import { dora, type ErasureDesk, openErasureDesk } from './erasure-desk.ts';

const settle = (desk: ErasureDesk, id: string, answer: 'same' | 'different') =>
  settleDoubt(desk.deps, authorize(dora, 'doubt:settle'), { id, answer, reason: 'perguntei a ele' });
const exported = (id: string) => ({ id, language: 'pt-BR', since: null, request: null }) as const;

test('the same name in another chat: neither export nor erasure before it is settled; then both go as one', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, number, group } = desk;
  archive.pass(1000);
  const inGroup = await archive.addPerson('~ otavio  quaresma', 'contact', number);
  await changeDocument(deps.records, persons, inGroup, { role: 'unknown' });
  const words = await archive.say(group, inGroup, 'falei isto no grupo');
  const scope = { kind: 'person', person: otavio } as const;

  await expect(beginExport(deps, authorize(dora, 'person:export'), exported(otavio))).rejects.toMatchObject({
    code: 'doubts-open',
  });
  expect(await desk.preview(scope)).toMatchObject({ doubts: 1 });
  await expect(desk.erase(scope)).rejects.toMatchObject({ code: 'doubts-open' });
  const [doubt, ...more] = await doubtsOf(deps, otavio);
  expect([doubt?.one, doubt?.other, more]).toEqual([otavio, inGroup, []]);

  await settle(desk, doubt?.id ?? '', 'same');
  expect(await desk.preview(scope)).toMatchObject({ doubts: 0, goes: { messages: 1 } });
  expect(await desk.erase(scope)).toMatchObject({ state: 'erased', whole: [otavio, inGroup] });
  expect(await deps.records.get(persons, inGroup)).toBeUndefined();
  expect(await deps.records.get(messages, words)).toBeUndefined();
});

test('found to be different, they are never asked about again', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, number } = desk;
  const other = await archive.addPerson('Otávio Quaresma', 'contact', number);
  await desk.preview({ kind: 'person', person: other });
  const [doubt] = await doubtsOf(deps, other);
  await settle(desk, doubt?.id ?? '', 'different');
  expect(await desk.preview({ kind: 'person', person: otavio })).toMatchObject({ doubts: 0 });
  expect(await desk.erase({ kind: 'person', person: otavio })).toMatchObject({ whole: [otavio] });
  expect((await deps.records.get(persons, other))?.doc.state).toBe('active');
});

test('who is told apart by a number of their own, works for the company, or is met on another number is not asked about', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, number } = desk;
  const elsewhere = await archive.addNumber('+5511933334444');
  await archive.addPerson('Otávio Quaresma', 'contact', number, '+5521933332222');
  await archive.addPerson('Otávio Quaresma', 'agent', number);
  await archive.addPerson('Otávio Quaresma', 'contact', elsewhere);
  expect(await desk.preview({ kind: 'person', person: otavio })).toMatchObject({ doubts: 0 });
  expect(await doubtsOf(deps, otavio)).toEqual([]);
});

test('a Brazilian number with and without its ninth digit, brought in by two imports, is asked about', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, number } = desk;
  const short = phoneOf('+5511987654321')?.otherForm ?? '';
  const twin = await archive.addPerson('Seu Otávio', 'contact', number, short);
  const id = phoneAlias(deps.blind, short);
  const alias: Alias = { id, kind: 'phone', person: twin, source: 'import', firstSeenAt: 0 };
  await deps.records.insert(aliases, alias);
  expect(await desk.preview({ kind: 'person', person: otavio })).toMatchObject({ doubts: 1 });
  expect((await doubtsOf(deps, twin)).map(({ state }) => state)).toEqual(['open']);
});
