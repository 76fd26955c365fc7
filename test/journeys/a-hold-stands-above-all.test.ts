/** A legal hold: while it stands nothing it protects is erased; it ends at its time, or by somebody whom it is not about. */
import {
  type AlertId,
  alerts,
  auditEntries,
  type CaseId,
  doubts,
  type Erasure,
  erasures,
  evidence,
  holds,
  messages,
  retentions,
  rightsPolicies,
  type Scope,
  users,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { viewUser } from '../../monitor/src/access/view-user.ts';
import { decideAlerts } from '../../monitor/src/alert/decide.ts';
import { settleRestored } from '../../monitor/src/backup/settle-restored.ts';
import { beginErasure } from '../../monitor/src/erase/begin.ts';
import { ownReasonOwner } from '../../monitor/src/erase/confirm.ts';
import { endEvidence } from '../../monitor/src/erase/end-evidence.ts';
import { evidencePlace, moveEvidence } from '../../monitor/src/erase/evidence.ts';
import { undoErasure } from '../../monitor/src/erase/undo.ts';
import { holdsAgainst } from '../../monitor/src/hold/against.ts';
import { expireHolds } from '../../monitor/src/hold/expire.ts';
import { liftHold } from '../../monitor/src/hold/lift.ts';
import { listHolds } from '../../monitor/src/hold/list.ts';
import { placeHold } from '../../monitor/src/hold/place.ts';
import { readRights } from '../../monitor/src/person/rights.ts';
import { settleDoubt } from '../../monitor/src/person/settle-doubt.ts';
import { keptUser } from '../fixtures/someone-signed-in.ts';
import { user } from './archive.ts';
import { dora, type ErasureDesk, mayErase, openErasureDesk } from './erasure-desk.ts';

const gil = user('gil', ['manager'], null);
const day = 24 * 60 * 60_000;

function place(desk: ErasureDesk, scope: Scope, until: number | null = null) {
  const asked = { scope, until, reason: 'processo 0001234-56, da senhora Inês' };
  return placeHold(desk.deps, authorize(gil, 'hold:place'), asked);
}

test('a hold refuses whatever would take what it protects, and nothing else', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, ines, agent, chat, other, group, number } = desk;
  const said = await archive.say(chat, otavio, 'quero o dinheiro de volta');
  const answered = await archive.say(chat, agent, 'vou ver');
  const elsewhere = await archive.say(other, ines, 'oi');
  await archive.say(group, ines, 'bom dia');
  const hold = await place(desk, { kind: 'person', person: otavio });
  const refused: Scope[] = [
    { kind: 'person', person: otavio },
    { kind: 'message', message: said },
    { kind: 'message', message: answered },
    { kind: 'file', message: said },
    { kind: 'conversation', conversation: chat },
    { kind: 'number', number },
    { kind: 'period', number, from: null, until: deps.clock() + 1 },
    // In Otávio's chat the agent wrote: what is about the one is about the other.
    { kind: 'person', person: agent },
  ];
  for (const scope of refused) {
    const shown = await desk.preview(scope);
    expect([scope.kind, shown.holds.map(({ id }) => id)]).toEqual([scope.kind, [hold.id]]);
    await expect(desk.erase(scope, { despiteLimitation: true })).rejects.toMatchObject({ code: 'on-hold' });
  }
  const free: Scope[] = [
    { kind: 'person', person: ines },
    { kind: 'conversation', conversation: other },
    { kind: 'message', message: elsewhere },
    { kind: 'period', number, from: null, until: (await archive.message(said)).at },
  ];
  for (const scope of free) expect(await holdsAgainst(deps, scope, [])).toEqual([]);
  expect(await deps.records.count(erasures, { index: 'byConfirmation' })).toEqual(new Map([['all', 0]]));
  expect((await deps.records.get(messages, said))?.doc.id).toBe(said);
});

test('lifted by a dpo it lets go, its reason goes with the person, and both acts are in the trail', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat } = desk;
  await archive.say(chat, otavio, 'bom dia');
  const hold = await place(desk, { kind: 'conversation', conversation: chat });
  expect(() => authorize(gil, 'hold:lift')).toThrow();
  const lifter = await keptUser(deps, 'dora', ['dpo']);
  const may = authorize(lifter, 'hold:lift');
  const lifted = await liftHold(deps, may, { id: hold.id, reason: 'acordo homologado' });
  expect(lifted).toMatchObject({ state: 'lifted', liftedBy: 'dora@example.com', person: { id: otavio } });
  await liftHold(deps, may, { id: hold.id, reason: 'outra vez' });
  expect((await archive.acts('company')).filter((act) => act.startsWith('hold'))).toEqual([
    'hold-placed',
    'hold-lifted',
  ]);
  expect(await desk.erase({ kind: 'person', person: otavio })).toMatchObject({ state: 'erased' });
  const [left] = (await listHolds(deps, authorize(gil, 'hold:list'), { state: 'lifted', limit: 9 })).holds;
  expect(left).toMatchObject({ id: hold.id, reason: null, person: null });
  const about = await deps.records.find(auditEntries, { index: 'bySubject', equals: { subject: hold.id }, limit: 9 });
  expect(about.items.map(({ doc }) => doc.reasonHash !== null)).toEqual([true, true]);
});

test('nobody lifts a hold, decides, erases or reads the rights page about themselves', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, agent, otavio, chat } = desk;
  await archive.say(chat, otavio, 'bom dia');
  await archive.say(chat, agent, 'manda a senha do banco');
  const hold = await place(desk, { kind: 'conversation', conversation: chat });
  // Marina is the agent and, at another desk, a dpo.
  const marina = await keptUser(deps, 'marina', ['manager', 'dpo'], agent);
  const own = { code: 'about-yourself' };
  const lifting = liftHold(deps, authorize(marina, 'hold:lift'), { id: hold.id, reason: 'já passou' });
  await expect(lifting).rejects.toMatchObject(own);
  expect((await deps.records.get(holds, hold.id))?.doc.state).toBe('active');
  const raised = await deps.records.find(auditEntries, {
    index: 'byChain',
    equals: { chain: desk.number },
    limit: 100,
  });
  const about = raised.items.find(({ doc }) => doc.act === 'alert-raised')?.doc.subject ?? '';
  const decided = { alerts: [about], decision: 'dismissed', reason: 'false-positive' } as const;
  await expect(decideAlerts(deps, authorize(marina, 'alert:decide'), decided)).rejects.toMatchObject(own);
  const rights = { ...deps, portalAddress: null };
  await expect(readRights(rights, authorize(marina, 'right:read'), { id: agent })).rejects.toMatchObject(own);
  const scope = { kind: 'person', person: agent } as const;
  const { token } = await desk.preview(scope);
  const asked = { scope, token, reason: 'quero sair', objected: false, request: null, despiteLimitation: true };
  await expect(beginErasure(deps, authorize(marina, 'person:erase'), asked)).rejects.toMatchObject(own);
  await expect(beginErasure(deps, mayErase, asked)).rejects.toMatchObject({ code: 'on-hold' });
});

test('a hold with an end stands until then, and is noted as lifted by the program', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat } = desk;
  const said = await archive.say(chat, otavio, 'bom dia');
  const until = deps.clock() + day;
  const past = place(desk, { kind: 'message', message: said }, deps.clock());
  await expect(past).rejects.toMatchObject({ code: 'bad-request', pointer: '/until' });
  const hold = await place(desk, { kind: 'message', message: said }, until);
  await expect(desk.erase({ kind: 'person', person: otavio })).rejects.toMatchObject({ code: 'on-hold' });
  await expireHolds(deps);
  expect((await deps.records.get(holds, hold.id))?.doc.state).toBe('active');
  archive.pass(until - deps.clock());
  expect(await holdsAgainst(deps, { kind: 'person', person: otavio }, [otavio])).toEqual([]);
  await expireHolds(deps);
  expect((await deps.records.get(holds, hold.id))?.doc).toMatchObject({ state: 'lifted', liftedBy: 'system' });
  const foreign = user('gal', ['manager'], [await archive.addNumber('+5511912340009')]);
  expect((await listHolds(deps, authorize(foreign, 'hold:list'), { state: 'lifted', limit: 9 })).holds).toEqual([]);
  const missing = placeHold(deps, authorize(foreign, 'hold:place'), {
    scope: { kind: 'message', message: said },
    reason: 'curiosidade',
    until: null,
  });
  await expect(missing).rejects.toMatchObject({ code: 'not-found' });
});

test.for(['number', 'person', 'conversation', 'message'] as const)(
  'an erasure that waits for its undo window gives way to a hold on the %s that is placed meanwhile',
  async (kind) => {
    await using desk = await openErasureDesk(48);
    const { archive, otavio, chat, number } = desk;
    const said = await archive.say(chat, otavio, 'bom dia');
    const waits = await desk.erase({ kind: 'person', person: otavio });
    expect([waits.state, await desk.stateOf(otavio)]).toEqual(['confirmed', 'locked']);
    const scopes = {
      number: { kind, number },
      person: { kind, person: otavio },
      conversation: { kind, conversation: chat },
      message: { kind, message: said },
    };
    await place(desk, scopes[kind] as Scope);
    archive.pass(3 * day);
    const given = await desk.runner.ranTo(waits.id);
    expect([given.state, await desk.stateOf(otavio)]).toEqual(['undone', 'active']);
    expect((await archive.message(said)).id).toBe(said);
    expect(await archive.acts('company')).toContain('erasure-undone');
  },
);

test('a hold about several has a key of its own: its reasons go as it ends', async () => {
  await using desk = await openErasureDesk();
  const { deps, group, number } = desk;
  const placed = [
    await place(desk, { kind: 'conversation', conversation: group }),
    await place(desk, { kind: 'number', number }, deps.clock() + day),
  ];
  expect(placed.map(({ reason }) => reason?.includes('Inês'))).toEqual([true, true]);
  const [lifts, expires] = placed.map(({ id }) => id);
  await liftHold(deps, authorize(dora, 'hold:lift'), { id: lifts ?? '', reason: 'a senhora Inês pagou' });
  desk.archive.pass(2 * day);
  await expireHolds(deps);
  for (const id of [lifts, expires]) {
    expect(await deps.vault.keyOf(`secret:hold.${id}`)).toBeUndefined();
    const row = await deps.records.get(holds, id ?? '');
    expect(row?.doc).toMatchObject({ state: 'lifted' });
    expect(row?.doc.sealedReason).toBeUndefined();
  }
  const subject = [lifts ?? '', expires ?? ''];
  const about = await deps.records.find(auditEntries, { index: 'bySubject', equals: { subject }, limit: 9 });
  expect(about.items).toHaveLength(4);
  expect(about.items.some(({ doc }) => doc.sealedReason !== undefined)).toBe(false);
});

test('of two who lift it at once one does; killed once that is in the trail, it is lifted by whoever said so', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, number, otavio } = desk;
  const may = authorize(dora, 'hold:lift');
  const { id } = await place(desk, { kind: 'person', person: otavio });
  await Promise.all([1, 2].map(() => liftHold(deps, may, { id, reason: 'acordo' })));
  const other = await place(desk, { kind: 'number', number });
  const killed = { ...deps.vault, shredOwner: () => Promise.reject(new Error('killed')) };
  await expect(liftHold({ ...deps, vault: killed }, may, { id: other.id, reason: 'acordo' })).rejects.toThrow('killed');
  expect((await deps.records.get(holds, other.id))?.doc.state).toBe('active');
  await expireHolds(deps);
  expect((await deps.records.get(holds, other.id))?.doc).toMatchObject({
    state: 'lifted',
    liftedBy: `user:${dora.id}`,
  });
  expect(await deps.vault.keyOf(`secret:hold.${other.id}`)).toBeUndefined();
  expect((await archive.acts('company')).filter((act) => act === 'hold-lifted')).toHaveLength(2);
});

test('a hold and an erasure that come at once: one of the two is refused', async () => {
  await using desk = await openErasureDesk();
  const { otavio } = desk;
  const scope = { kind: 'person', person: otavio } as const;
  const { token } = await desk.preview(scope);
  const asked = { scope, token, reason: 'pedido', objected: false, request: null, despiteLimitation: false };
  const both = [beginErasure(desk.deps, mayErase, asked), place(desk, scope)];
  const outcomes = await Promise.allSettled(both);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('given up for a hold, an erasure leaves no evidence apart, and the key of its own reason goes', async () => {
  await using desk = await openErasureDesk(48);
  const { archive, deps, agent, chat, number } = desk;
  await archive.say(chat, agent, 'manda a senha do banco');
  const waits = await desk.erase({ kind: 'period', number, from: null, until: deps.clock() + 1 });
  // As if it had been killed after it set its evidence apart.
  const moved = await moveEvidence(deps, waits);
  expect(moved.messages).toBe(1);
  await place(desk, { kind: 'number', number });
  archive.pass(3 * day);
  expect(await desk.runner.ranTo(waits.id)).toMatchObject({ state: 'undone', case: null });
  expect(await deps.records.count(evidence, { index: 'byEnd' })).toEqual(new Map([['all', 0]]));
  for (const owner of [ownReasonOwner(waits.id), `case:${moved.case}`] as const) {
    expect(await deps.vault.keyOf(owner)).toBeUndefined();
  }
});

test('evidence on a number that is held outlasts the dismissal, and goes once the hold does', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, agent, chat, number } = desk;
  await archive.say(chat, agent, 'manda a senha do banco');
  await desk.erase({ kind: 'person', person: otavio });
  const kept = async () => (await deps.records.count(evidence, { index: 'byEnd' })).get('all');
  expect(await kept()).toBe(1);
  const hold = await place(desk, { kind: 'number', number });
  const raised = await deps.records.find(alerts, { index: 'byConversation', equals: { conversation: chat }, limit: 9 });
  const ids = raised.items.map(({ doc }) => doc.id);
  await decideAlerts(deps, authorize(gil, 'alert:decide'), {
    alerts: ids,
    decision: 'dismissed',
    reason: 'false-positive',
  });
  archive.pass(day);
  await endEvidence(deps);
  expect(await kept()).toBe(1);
  await liftHold(deps, authorize(dora, 'hold:lift'), { id: hold.id, reason: 'acabou' });
  await endEvidence(deps);
  expect(await kept()).toBe(0);
});

test.for(['contact', 'agent', 'conversation'] as const)(
  'a hold on the %s keeps what an erased message left as evidence, one on another does not',
  async (held) => {
    await using desk = await openErasureDesk();
    const { archive, deps, otavio, ines, agent, chat, other } = desk;
    const said = await archive.say(chat, agent, 'manda a senha do banco');
    await desk.erase({ kind: 'message', message: said });
    const kept = async () => (await deps.records.count(evidence, { index: 'byEnd' })).get('all');
    expect(await kept()).toBe(1);
    const scopes = {
      contact: [
        { kind: 'person', person: otavio },
        { kind: 'person', person: ines },
      ],
      agent: [
        { kind: 'person', person: agent },
        { kind: 'person', person: ines },
      ],
      conversation: [
        { kind: 'conversation', conversation: chat },
        { kind: 'conversation', conversation: other },
      ],
    } as const;
    const [on, elsewhere] = scopes[held];
    const hold = await place(desk, on);
    const find = { index: 'byConversation', equals: { conversation: chat }, limit: 9 } as const;
    const ids = (await deps.records.find(alerts, find)).items.map(({ doc }) => doc.id);
    const decided = { alerts: ids, decision: 'dismissed', reason: 'false-positive' } as const;
    await decideAlerts(deps, authorize(gil, 'alert:decide'), decided);
    archive.pass(day);
    await endEvidence(deps);
    expect(await kept()).toBe(1);
    await place(desk, elsewhere);
    await liftHold(deps, authorize(dora, 'hold:lift'), { id: hold.id, reason: 'acabou' });
    await endEvidence(deps);
    expect(await kept()).toBe(0);
  },
);

test('who dismisses an alert while its evidence is set apart ends that too', async () => {
  await using desk = await openErasureDesk(48);
  const { archive, deps, agent, chat, otavio } = desk;
  await archive.say(chat, agent, 'manda a senha do banco');
  const waits = await desk.erase({ kind: 'person', person: otavio });
  await moveEvidence(deps, waits);
  const [raised] = (await deps.records.find(alerts, { index: 'byConversation', limit: 1 })).items;
  const decided = { alerts: [raised?.doc.id ?? ''], decision: 'dismissed', reason: 'false-positive' } as const;
  await decideAlerts(deps, authorize(await keptUser(deps, 'gil', ['manager']), 'alert:decide'), decided);
  expect(await deps.records.count(evidence, { index: 'byEnd' })).toEqual(new Map([['all', 0]]));
});

test('whoever is being erased is not found to be somebody else; a question that came up meanwhile gives it up', async () => {
  await using desk = await openErasureDesk(48);
  const { archive, deps, otavio, ines, number } = desk;
  const waits = await desk.erase({ kind: 'person', person: otavio });
  const id = deps.blind.of('alias', 'doubt');
  const open = { id, number, one: ines, other: otavio, state: 'open', raisedAt: deps.clock() } as const;
  await deps.records.insert(doubts, { ...open, settledBy: null, settledAt: null });
  const settled = { id, answer: 'same', reason: 'mesma voz' } as const;
  const settling = settleDoubt(deps, authorize(dora, 'doubt:settle'), settled);
  await expect(settling).rejects.toMatchObject({ code: 'person-locked' });
  expect(await desk.stateOf(ines)).toBe('active');
  archive.pass(3 * day);
  expect(await desk.runner.ranTo(waits.id)).toMatchObject({ state: 'undone' });
  expect(await desk.stateOf(otavio)).toBe('active');
});

test('undone, an erasure about several leaves no key of its reason', async () => {
  await using desk = await openErasureDesk(48);
  const { deps, number } = desk;
  const { id } = await desk.erase({ kind: 'period', number, from: null, until: deps.clock() });
  await undoErasure(deps, mayErase, { id, reason: 'engano' });
  expect(await deps.vault.keyOf(ownReasonOwner(id))).toBeUndefined();
});

test('a restore carries out no erasure that was undone since; whose keys went are erased again', async () => {
  await using desk = await openErasureDesk(48);
  const { deps, otavio, ines } = desk;
  const undone = await desk.erase({ kind: 'person', person: otavio });
  const done = await desk.erase({ kind: 'person', person: ines });
  // Her account, on the day of the backup.
  const account = await keptUser(deps, 'ines', ['agent'], ines);
  await deps.vault.shred([ines], []);
  const id = 'company';
  const nightly = { id, periods: [], runs: 'nightly', changedBy: 'system', changedAt: deps.clock() } as const;
  await deps.records.insert(retentions, { ...nightly, periods: [] });
  // Its time is over; a hold on it may be lost.
  const row = deps.blind.of('message', 'evidence', 'of the test');
  const inCase = row as string as CaseId;
  const sealedText = (await deps.vault.keyOf(`case:${inCase}`))?.seal(evidencePlace({ id: row }), 'oi');
  if (!sealedText) throw new Error('no key');
  const about = { case: inCase, alert: row as string as AlertId, number: desk.number } as const;
  const over = { from: 'contact', kind: 'text', at: deps.clock(), until: deps.clock() - 1 } as const;
  await deps.records.insert(evidence, { id: row, ...about, ...over, sealedText });
  const policy = await deps.records.get(rightsPolicies, id);
  if (!policy) throw new Error('no policy');
  const bySilence = { correction: true, anonymise: true };
  await deps.records.replace(rightsPolicies, policy.version, { ...policy.doc, bySilence });
  const settled = await settleRestored(deps, { kind: 'operator', name: 'tester' }, deps.clock());
  expect(settled.persons).toEqual([ines]);
  // A hold from after the backup is not in it: what it held would go in the first night.
  expect((await deps.records.get(retentions, id))?.doc).toMatchObject({
    runs: 'by-hand',
    changedBy: 'operator:tester',
  });
  expect(settled.paused).toHaveLength(1);
  // So would silence be taken for an answer, though they withdrew since.
  expect((await deps.records.get(rightsPolicies, id))?.doc).toMatchObject({
    undoHours: 48,
    bySilence: { correction: false, anonymise: false },
    changedBy: 'operator:tester',
  });
  expect((await deps.records.get(evidence, row))?.doc.until).toBe(deps.clock() + 7 * day);
  const left = (await deps.records.get(users, account.id))?.doc;
  expect(left && (await viewUser(deps, left))).toMatchObject({ state: 'ended', email: '—', name: null, person: null });
  desk.archive.pass(3 * day);
  const stateOf = async ({ id }: Erasure) => (await deps.records.get(erasures, id))?.doc.state;
  for (const { id } of [undone, done, ...settled.begun]) await desk.runner.ranTo(id);
  expect([await stateOf(undone), await stateOf(done)]).toEqual(['undone', 'erased']);
  expect(await desk.stateOf(otavio)).toBe('active');
});
