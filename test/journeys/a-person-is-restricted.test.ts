/** A dpo restricts a person, or enters their objection: capture off, nothing erased, and nobody but the dpo opens what is kept. */
import { consents, holds, type NumberId, numbers, type PersonId, persons, systemAlerts } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { beginErasure } from '../../monitor/src/erase/begin.ts';
import { undoErasure } from '../../monitor/src/erase/undo.ts';
import { expireHolds } from '../../monitor/src/hold/expire.ts';
import { liftHold } from '../../monitor/src/hold/lift.ts';
import { markPrivate } from '../../monitor/src/person/mark-private.ts';
import { objectFor } from '../../monitor/src/person/object.ts';
import { readPerson } from '../../monitor/src/person/read.ts';
import { restrictPerson } from '../../monitor/src/person/restrict.ts';
import { revealPerson } from '../../monitor/src/person/reveal.ts';
import { readRights } from '../../monitor/src/person/rights.ts';
import { standAgain } from '../../monitor/src/person/stand-again.ts';
import { runSearch } from '../../monitor/src/search/run.ts';
import { user } from './archive.ts';
import { dora, type ErasureDesk, mayErase, openErasureDesk } from './erasure-desk.ts';

const gil = user('gil', ['manager'], null);
const may = authorize(dora, 'person:restrict');

/** A connection that notes what it is told. */
function toldNumber(number: NumberId) {
  const told: unknown[][] = [];
  const note =
    (what: string) =>
    (...more: unknown[]) =>
      void told.push([what, ...more]);
  const link = {
    stand: note('stand'),
    doubt: note('doubt'),
    settleDoubt: note('settleDoubt'),
    enterConsent: note('enterConsent'),
    forget: async () => undefined,
  };
  return { told, link, links: { link: (asked: NumberId) => (asked === number ? link : undefined) } };
}

async function standing({ deps }: ErasureDesk, id: PersonId) {
  const person = (await deps.records.get(persons, id))?.doc;
  return [person?.state, person?.notice];
}

test('restricted: told to the gates, a hold stands with it, and only the dpo opens what is kept', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, number, otavio, ines, chat, group } = desk;
  await archive.say(chat, otavio, 'meu segredo de otávio');
  await archive.say(group, otavio, 'segredo no grupo');
  await archive.say(group, ines, 'resposta no grupo');
  await archive.follower.catchUp();
  const { told, links } = toldNumber(number);
  const here = { ...deps, links };
  const input = { id: otavio, restricted: true, reason: 'contesta a exatidão' };
  expect(await restrictPerson(here, may, input)).toEqual({ kind: 'in-force' });
  expect(await restrictPerson(here, may, input)).toEqual({ kind: 'in-force' });
  expect(told).toEqual([
    ['stand', otavio, 'restricted'],
    ['stand', otavio, 'restricted'],
  ]);
  expect(await standing(desk, otavio)).toEqual(['restricted', 'notified']);

  const shut = { code: 'person-restricted' };
  await expect(readConversation(deps, authorize(gil, 'conversation:read'), { id: chat })).rejects.toMatchObject(shut);
  await expect(readPerson(deps, authorize(gil, 'person:read'), { id: otavio })).rejects.toMatchObject(shut);
  const reveal = revealPerson(deps, authorize(gil, 'person:reveal'), { id: otavio, reason: 'contact-person' });
  await expect(reveal).rejects.toMatchObject(shut);
  const inGroup = await readConversation(deps, authorize(gil, 'conversation:read'), { id: group });
  expect(inGroup.messages.map(({ text }) => text)).toEqual([null, 'resposta no grupo']);
  const search = { words: 'segredo', purpose: 'investigation' } as const;
  expect((await runSearch(deps, authorize(gil, 'archive:search'), search)).results).toEqual([]);
  expect((await runSearch(deps, authorize(dora, 'archive:search'), search)).results).toHaveLength(2);
  const opened = await readConversation(deps, authorize(dora, 'conversation:read'), { id: chat });
  expect(opened.messages).toHaveLength(1);

  const [hold] = (await deps.records.find(holds, { index: 'byState', equals: { state: 'active' }, limit: 9 })).items;
  expect(hold?.doc).toMatchObject({ source: 'restriction', subject: otavio });
  await expect(desk.erase({ kind: 'person', person: otavio })).rejects.toMatchObject({ code: 'on-hold' });
  const lifting = liftHold(deps, authorize(dora, 'hold:lift'), { id: hold?.doc.id ?? '', reason: 'engano' });
  await expect(lifting).rejects.toMatchObject({ code: 'changed-meanwhile' });

  const page = await readRights({ ...deps, portalAddress: null }, authorize(dora, 'right:read'), { id: otavio });
  expect(page).toMatchObject({
    person: { id: otavio, notice: 'restricted', name: null },
    held: { messages: 2, files: 0, consents: 1, byKind: { text: 2 } },
    holds: [{ source: 'restriction', reason: 'contesta a exatidão' }],
    portal: false,
  });
  expect(page.looks.map(({ role, act }) => [role, act])).toContainEqual(['user', 'conversation-read']);

  await restrictPerson(here, may, { id: otavio, restricted: false, reason: 'esclarecido' });
  expect(await standing(desk, otavio)).toEqual(['active', 'notified']);
  expect((await deps.records.get(holds, hold?.doc.id ?? ''))?.doc.state).toBe('lifted');
  await readConversation(deps, authorize(gil, 'conversation:read'), { id: chat });
  expect((await archive.acts('company')).filter((act) => /person-(restr|rel)|hold/.test(act))).toEqual([
    'person-restricted',
    'hold-placed',
    'person-released',
    'hold-lifted',
  ]);
});

test('restricted by two at once there is one hold; one that a kill left without its restriction goes', async () => {
  await using desk = await openErasureDesk();
  const { deps, otavio, ines } = desk;
  const activeHolds = async () => {
    const found = await deps.records.find(holds, { index: 'byState', equals: { state: 'active' }, limit: 9 });
    return found.items.map(({ doc }) => doc.subject);
  };
  const input = { id: otavio, restricted: true, reason: 'contesta a exatidão' };
  await Promise.all([1, 2].map(() => restrictPerson(deps, may, input)));
  expect(await activeHolds()).toEqual([otavio]);

  const records = { ...deps.records, replace: () => Promise.reject(new Error('killed')) };
  const killed = restrictPerson({ ...deps, records }, may, { ...input, id: ines });
  await expect(killed).rejects.toThrow('killed');
  expect(await activeHolds()).toEqual([otavio, ines]);
  await expireHolds(deps);
  expect(await activeHolds()).toEqual([otavio]);
  expect([await standing(desk, otavio), await standing(desk, ines)]).toEqual([
    ['restricted', 'notified'],
    ['active', 'notified'],
  ]);
});

test('who was let free while a number was closed is free there once it opens', async () => {
  await using desk = await openErasureDesk(24);
  const { deps, number, otavio, ines } = desk;
  for (const restricted of [true, false]) await restrictPerson(deps, may, { id: otavio, restricted, reason: 'pedido' });
  const { id } = await desk.erase({ kind: 'person', person: ines });
  const opens = async () => {
    const { told, link } = toldNumber(number);
    await standAgain(deps, number, link);
    return told;
  };
  expect(await opens()).toEqual([
    ['stand', ines, 'locked'],
    ['stand', otavio, 'active'],
  ]);
  await undoErasure(deps, mayErase, { id, reason: 'pessoa errada' });
  expect(await opens()).toEqual([otavio, ines].map((person) => ['stand', person, 'active']));
});

test('restricted and erased at once: either goes before, never both', async () => {
  await using desk = await openErasureDesk();
  const { deps, otavio } = desk;
  const scope = { kind: 'person', person: otavio } as const;
  const { token } = await desk.preview(scope);
  const asked = { scope, token, reason: 'pedido', objected: false, request: null, despiteLimitation: false };
  const restricting = restrictPerson(deps, may, { id: otavio, restricted: true, reason: 'pedido' });
  const outcomes = await Promise.allSettled([restricting, beginErasure(deps, mayErase, asked)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a private chat is private again after its restriction; who is being erased is not restricted', async () => {
  await using desk = await openErasureDesk(24);
  const { deps, otavio, ines } = desk;
  await markPrivate(deps, authorize(gil, 'person:exclude'), { id: otavio, private: true, reason: 'família' });
  await restrictPerson(deps, may, { id: otavio, restricted: true, reason: 'pedido' });
  await restrictPerson(deps, may, { id: otavio, restricted: false, reason: 'pedido' });
  expect(await standing(desk, otavio)).toEqual(['excluded', 'notified']);
  await desk.erase({ kind: 'person', person: ines });
  const late = restrictPerson(deps, may, { id: ines, restricted: true, reason: 'pedido' });
  await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' });
});

test('an objection entered by hand has the effect of the legal basis, and tells those who run the number', async () => {
  await using desk = await openErasureDesk();
  const { deps, number, otavio, ines } = desk;
  const { told, links } = toldNumber(number);
  const here = { ...deps, links };
  const at = deps.clock();
  await objectFor(here, may, { id: otavio, reason: 'carta de 3 de março' });
  expect(told).toEqual([['enterConsent', otavio, 'refused', at]]);
  expect(await standing(desk, otavio)).toEqual(['active', 'refused']);
  const open = await deps.records.find(systemAlerts, { index: 'byState', equals: { state: 'open' }, limit: 9 });
  expect(open.items.map(({ doc }) => [doc.kind, doc.person])).toEqual([['objection', otavio]]);
  const [row] = (await deps.records.find(consents, { index: 'byPerson', equals: { person: otavio }, limit: 9 })).items;
  expect(row?.doc).toMatchObject({ kind: 'refused', how: 'elsewhere', basis: 'legitimate-interest' });

  const found = await deps.records.get(numbers, number);
  if (!found) throw new Error('No number.');
  await deps.records.replace(numbers, found.version, { ...found.doc, basis: 'legal-obligation' });
  await objectFor(here, may, { id: ines, reason: 'carta' });
  const raised = await deps.records.count(systemAlerts, { index: 'byState', equals: { state: 'open' } });
  expect(raised.get('all')).toBe(1);
});
