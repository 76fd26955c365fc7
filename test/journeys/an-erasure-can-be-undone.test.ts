/** Within its undo window an erasure is taken back, and everyone stands as before; holds, doubts and an agent's limitation forbid it. */
import {
  auditEntries,
  doubts,
  type Erasure,
  erasures,
  type HoldId,
  holds,
  persons,
  roster,
  users,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { changeUser } from '../../monitor/src/access/change-user.ts';
import { emailIndex } from '../../monitor/src/access/email.ts';
import { inviteUser } from '../../monitor/src/access/invite.ts';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { newSecret } from '../../monitor/src/access/secret.ts';
import { sealUserField } from '../../monitor/src/access/user-field.ts';
import { viewUser } from '../../monitor/src/access/view-user.ts';
import { companyKey } from '../../monitor/src/company-key.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { readStatement } from '../../monitor/src/erase/certificate.ts';
import { endUndo, undoErasure } from '../../monitor/src/erase/undo.ts';
import { runSearch } from '../../monitor/src/search/run.ts';
import { changeDocument } from '../fixtures/change-document.ts';
import { keptUser } from '../fixtures/someone-signed-in.ts';
import { dora, type ErasureDesk, mayErase, openErasureDesk } from './erasure-desk.ts';

const hour = 60 * 60_000;
const mayLook = authorize(dora, 'conversation:read');

test('undone in time, a person stands as before and is read again; at the end of the window it is too late', async () => {
  await using desk = await openErasureDesk(24);
  const { archive, deps, otavio, chat } = desk;
  await archive.say(chat, otavio, 'bom dia');
  const found = await deps.records.get(persons, otavio);
  if (found) await deps.records.replace(persons, found.version, { ...found.doc, state: 'restricted' as const });
  const scope = { kind: 'person', person: otavio } as const;
  const { id } = await desk.erase(scope);
  await expect(readConversation(deps, mayLook, { id: chat })).rejects.toMatchObject({ code: 'person-locked' });

  archive.pass(23 * hour);
  const undone = await undoErasure(deps, mayErase, { id, reason: 'pessoa errada' });
  expect(undone.state).toBe('undone');
  expect(await desk.stateOf(otavio)).toBe('restricted');
  expect((await deps.records.get(erasures, id))?.doc.before).toEqual([]);
  await expect(undoErasure(deps, mayErase, { id, reason: 'outra vez' })).rejects.toMatchObject({ code: 'undo-over' });

  const again = await desk.erase(scope);
  archive.pass(25 * hour);
  const late = undoErasure(deps, mayErase, { id: again.id, reason: 'tarde demais' });
  await expect(late).rejects.toMatchObject({ code: 'undo-over' });
  expect(await desk.runner.ranTo(again.id)).toMatchObject({ state: 'erased' });
});

test('an undo that a crash cut short is ended at the next start', async () => {
  await using desk = await openErasureDesk(24);
  const { deps, otavio } = desk;
  const erasure = await desk.erase({ kind: 'person', person: otavio });
  const found = await deps.records.get(erasures, erasure.id);
  const cut: Erasure = { ...erasure, state: 'undone' };
  if (found) await deps.records.replace(erasures, found.version, cut);
  expect(await desk.stateOf(otavio)).toBe('locked');
  expect(await desk.runner.ranTo(erasure.id)).toMatchObject({ state: 'undone' });
  expect(await desk.stateOf(otavio)).toBe('active');
  // Ended once more, it lets nobody free who was locked since.
  await desk.erase({ kind: 'person', person: otavio });
  await endUndo(deps, { ...cut, before: [] });
  expect(await desk.stateOf(otavio)).toBe('locked');
});

test('of two who undo at once, one does; killed once that is in the trail, it is undone all the same', async () => {
  await using desk = await openErasureDesk(24);
  const { archive, deps, otavio } = desk;
  const scope = { kind: 'person', person: otavio } as const;
  const { id } = await desk.erase(scope);
  const reason = 'pessoa errada';
  const both = await Promise.allSettled([1, 2].map(() => undoErasure(deps, mayErase, { id, reason })));
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);

  const again = await desk.erase(scope);
  const killed = { ...deps.vault, shredOwner: () => Promise.reject(new Error('killed')) };
  await expect(undoErasure({ ...deps, vault: killed }, mayErase, { id: again.id, reason })).rejects.toThrow('killed');
  expect((await deps.records.get(erasures, again.id))?.doc.state).toBe('confirmed');
  archive.pass(25 * hour);
  expect(await desk.runner.ranTo(again.id)).toMatchObject({ state: 'undone' });
  expect((await deps.records.get(erasures, again.id))?.doc.before).toEqual([]);
  expect(await desk.stateOf(otavio)).toBe('active');
  expect((await archive.acts('company')).filter((act) => act === 'erasure-undone')).toHaveLength(2);
});

test('a part that is being erased is shown to nobody meanwhile, and again once it is undone', async () => {
  await using desk = await openErasureDesk(24);
  const { archive, deps, otavio, ines, chat, other } = desk;
  const wrong = await archive.say(chat, otavio, 'mandei por engano');
  await archive.say(chat, otavio, 'isto fica');
  await archive.say(other, ines, 'boa tarde');
  const textsOf = async (id: typeof chat) =>
    (await readConversation(deps, mayLook, { id })).messages.map(({ text }) => text);
  const one = await desk.erase({ kind: 'message', message: wrong });
  const whole = await desk.erase({ kind: 'conversation', conversation: other });
  expect(await textsOf(chat)).toEqual([null, 'isto fica']);
  expect(await textsOf(other)).toEqual([null]);
  for (const { id } of [one, whole]) await undoErasure(deps, mayErase, { id, reason: 'engano' });
  expect(await textsOf(chat)).toEqual(['mandei por engano', 'isto fica']);
  expect(await textsOf(other)).toEqual(['boa tarde']);
});

test('of two who confirm at once, one erases', async () => {
  await using desk = await openErasureDesk(24);
  const { deps, otavio } = desk;
  const scope = { kind: 'person', person: otavio } as const;
  const outcomes = await Promise.allSettled([desk.erase(scope), desk.erase(scope)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(await deps.records.count(erasures, { index: 'byConfirmation' })).toEqual(new Map([['all', 1]]));

  // Killed before the lock was in force, and confirmed by somebody else before the program went on.
  const locked = await deps.records.get(persons, otavio);
  if (locked) await deps.records.replace(persons, locked.version, { ...locked.doc, state: 'active' as const });
  await expect(desk.erase(scope)).rejects.toMatchObject({ code: 'person-locked' });
});

test('a hold refuses, and so does a question whether two are one', async () => {
  await using desk = await openErasureDesk();
  const { deps, otavio, ines, number } = desk;
  const scope = { kind: 'person', person: otavio } as const;
  const hold = await placeHold(desk);
  const refused = await desk.preview(scope);
  expect(refused.holds.map(({ id }) => id)).toEqual([hold]);
  await expect(desk.erase(scope)).rejects.toMatchObject({ code: 'on-hold' });
  await deps.records.remove(holds, hold);

  const doubt = { id: deps.blind.of('alias', 'doubt'), number, one: ines, other: otavio, state: 'open' } as const;
  await deps.records.insert(doubts, { ...doubt, raisedAt: deps.clock(), settledBy: null, settledAt: null });
  expect(await desk.preview(scope)).toMatchObject({ doubts: 1 });
  await expect(desk.erase(scope)).rejects.toMatchObject({ code: 'doubts-open' });
  expect(await desk.stateOf(otavio)).toBe('active');
});

test("an agent's limitation keeps their data for five years, unless the dpo overrides it", async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, agent, number, otavio, chat } = desk;
  await archive.say(chat, agent, 'bom dia, posso ajudar?');
  await deps.records.insert(roster, {
    id: deps.blind.of('alias', 'roster'),
    number,
    agent,
    device: null,
    from: Date.UTC(2020, 0, 1),
    to: Date.UTC(2025, 0, 31),
  });
  const scope = { kind: 'person', person: agent } as const;
  expect((await desk.preview(scope)).limitation).toEqual({ until: Date.UTC(2030, 0, 31) });
  await expect(desk.erase(scope)).rejects.toMatchObject({ code: 'limitation-runs' });
  expect(await desk.erase(scope, { despiteLimitation: true })).toMatchObject({ state: 'erased' });
  const left = await readConversation(deps, mayLook, { id: chat });
  expect(left.messages).toMatchObject([{ text: 'bom dia, posso ajudar?', author: null }]);
  expect(left.persons.map(({ id }) => id)).toEqual([otavio]);
});

test('who has an account here is erased once it has ended; then its name and e-mail go too', async () => {
  await using desk = await openErasureDesk();
  const { deps, agent } = desk;
  const marina = await keptUser(deps, 'marina', ['agent'], agent);
  const scope = { kind: 'person', person: agent } as const;
  await expect(desk.erase(scope)).rejects.toMatchObject({ code: 'has-account' });
  await changeDocument(deps.records, users, marina.id, { state: 'ended' });
  const { state, certificate } = await desk.erase(scope);
  expect(state).toBe('erased');
  // Name and e-mail are sealed under the company key.
  expect(readStatement(certificate ?? '').stays.map(({ what }) => what)).toContain('backups');
  const left = (await deps.records.get(users, marina.id))?.doc;
  if (!left) throw new Error('The account is gone.');
  expect(await viewUser(deps, left)).toMatchObject({
    state: 'ended',
    name: null,
    email: '—',
    person: null,
    totp: false,
  });
});

test('while the undo window runs nobody gets the account of the person back; who has one all the same is not erased', async () => {
  await using desk = await openErasureDesk(24);
  const { archive, deps, otavio } = desk;
  const ana = await keptUser(deps, 'ana', ['administrator']);
  const theirs = await keptUser(deps, 'otavio', ['agent'], otavio);
  const another = await keptUser(deps, 'outro', ['agent']);
  const password = await sealUserField(deps.vault, theirs.id, 'sealedPassword', 'hash');
  const email = { sealedPassword: password, email: emailIndex(deps.blind, 'otavio@example.com') };
  await changeDocument(deps.records, users, theirs.id, { ...email, state: 'ended' });
  const scope = { kind: 'person', person: otavio } as const;
  const { id } = await desk.erase(scope);
  const mayChange = authorize(ana, 'user:change');
  const lettingIn = [
    () => changeUser(deps, mayChange, { id: theirs.id, state: 'active' }),
    () => changeUser(deps, mayChange, { id: theirs.id, person: null }),
    () => changeUser(deps, mayChange, { id: another.id, person: otavio }),
    () =>
      inviteUser({ ...deps, newSecret }, mayChange, {
        email: 'otavio@example.com',
        roles: ['agent'],
        numbers: null,
        language: 'pt-BR',
      }),
  ];
  for (const attempt of lettingIn) await expect(attempt()).rejects.toMatchObject({ code: 'person-locked' });
  await changeDocument(deps.records, users, theirs.id, { state: 'active' });
  archive.pass(25 * hour);
  expect(await desk.runner.ranTo(id)).toMatchObject({ state: 'undone' });
  expect(await desk.stateOf(otavio)).toBe('active');
});

test('the words of a search that names them go too, those of others stay', async () => {
  await using desk = await openErasureDesk();
  const { deps, otavio } = desk;
  const maySearch = authorize(dora, 'archive:search');
  const bo = await desk.archive.addPerson('Bo de Sá', 'contact', desk.number);
  // Without the ninth digit that came later; a name of two letters; what only stands between names.
  const about = ['Otávio Quaresma', '(11) 98765-4321', '8765-4321', 'o bo', 'fatura de maio'];
  for (const words of about) await runSearch(deps, maySearch, { words, purpose: 'request' });
  for (const person of [otavio, bo]) await desk.erase({ kind: 'person', person });
  const entries = await deps.records.find(auditEntries, { index: 'byTime', limit: 1000 });
  const searches = entries.items.map(({ doc }) => doc).filter(({ act }) => act === 'archive-searched');
  expect(searches.map(({ sealedReason }) => sealedReason !== undefined)).toEqual([false, false, false, false, true]);
  expect(searches.every(({ reasonHash }) => reasonHash !== null)).toBe(true);
});

async function placeHold({ deps, otavio }: ErasureDesk): Promise<HoldId> {
  const id = deps.newId() as HoldId;
  const place = { collection: 'holds', id, field: 'sealedReason' };
  await deps.records.insert(holds, {
    id,
    scope: { kind: 'person', person: otavio },
    subject: otavio,
    owner: null,
    source: 'desk',
    from: deps.clock(),
    until: null,
    state: 'active',
    by: 'system',
    liftedBy: null,
    liftedAt: null,
    sealedReason: (await companyKey(deps.vault)).seal(place, 'processo 12'),
  });
  return id;
}
