/** A correction stands beside the original, which never changes: asked, accepted or refused by a dpo, shown on page and thread. */
import { type CorrectionId, corrections, requests } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { askCorrection, noteCorrection } from '../../monitor/src/person/correct.ts';
import { decideCorrection } from '../../monitor/src/person/decide-correction.ts';
import { readRights } from '../../monitor/src/person/rights.ts';
import { openRequest } from '../../monitor/src/request/open.ts';
import { dora, openErasureDesk } from './erasure-desk.ts';

const may = authorize(dora, 'person:correct');

test('the words stay as they were said; what was accepted stands beside them, what was refused does not', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, ines, chat, other } = desk;
  const said = await archive.say(chat, otavio, 'meu pedido é o 4711');
  const foreign = await archive.say(other, ines, 'oi');
  const before = await archive.message(said);
  const wanted = { id: otavio, field: 'message', message: said, text: 'era o 4712, disse Otávio Quaresma' } as const;
  const first = await askCorrection(deps, may, wanted);
  const second = await askCorrection(deps, may, { ...wanted, text: 'era o 4713' });
  expect(first).toMatchObject({ state: 'asked', text: wanted.text, decidedBy: null });
  const readChat = () => readConversation(deps, authorize(dora, 'conversation:read'), { id: chat });
  expect((await readChat()).messages[0]?.corrections).toEqual([]);

  await decideCorrection(deps, may, { id: first.id, accepted: true });
  await decideCorrection(deps, may, { id: first.id, accepted: true });
  await decideCorrection(deps, may, { id: second.id, accepted: false });
  const [shown] = (await readChat()).messages;
  expect(shown).toMatchObject({
    text: 'meu pedido é o 4711',
    corrections: [{ id: first.id, text: 'era o 4712, disse •••••••••••••••' }],
  });
  expect(await archive.message(said)).toEqual(before);
  const again = decideCorrection(deps, may, { id: first.id, accepted: false });
  await expect(again).rejects.toMatchObject({ code: 'changed-meanwhile' });

  for (const wrong of [
    { ...wanted, message: foreign },
    { ...wanted, message: null },
    { ...wanted, field: 'name' as const },
  ]) {
    const asked = askCorrection(deps, may, wrong);
    await expect(asked).rejects.toMatchObject({ code: 'bad-request', pointer: '/message' });
  }
  const page = await readRights({ ...deps, portalAddress: null }, authorize(dora, 'right:read'), { id: otavio });
  expect(page.corrections.map(({ state, text }) => [state, text])).toEqual([
    ['accepted', wanted.text],
    ['refused', 'era o 4713'],
  ]);
  expect((await archive.acts('company')).filter((act) => act.startsWith('correction'))).toEqual([
    'correction-asked',
    'correction-asked',
    'correction-decided',
    'correction-decided',
  ]);
});

test('a correction of a message goes with it, and the request that asked for it can be answered all the same', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat } = desk;
  const [gone, stays] = [await archive.say(chat, otavio, 'é o 4711'), await archive.say(chat, otavio, 'e o 4712')];
  const ask = (message: string) =>
    askCorrection(deps, may, { id: otavio, field: 'message', message, text: 'era o 4713' });
  const [first, second] = [await ask(gone), await ask(stays)];
  const request = await openRequest(deps, dora, {
    person: otavio,
    kind: 'correction',
    source: 'portal',
    identity: 'proved',
    receivedAt: deps.clock(),
    words: 'era o 4713',
    number: null,
    correction: first.id as CorrectionId,
  });
  await desk.erase({ kind: 'message', message: gone });
  expect((await deps.records.get(corrections, first.id))?.doc).toBeUndefined();
  expect((await deps.records.get(corrections, second.id))?.doc).toMatchObject({ message: stays });
  const waiting = (await deps.records.get(requests, request.id))?.doc;
  expect(waiting).toMatchObject({ state: 'open', correction: null });
  expect(waiting).not.toHaveProperty('sealedWords');
});

test('a correction of the name is sealed under the person’s key and goes with them', async () => {
  await using desk = await openErasureDesk();
  const { deps, otavio } = desk;
  const actor = { kind: 'operator', name: 'bruno' } as const;
  await noteCorrection(deps, actor, otavio, { field: 'name', message: null, text: 'Octávio Quaresma' });
  await desk.erase({ kind: 'person', person: otavio });
  expect(await deps.records.count(corrections, { index: 'byPerson' })).toEqual(new Map([['all', 0]]));
  const late = noteCorrection(deps, actor, otavio, { field: 'name', message: null, text: 'Octávio' });
  await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' });
});
