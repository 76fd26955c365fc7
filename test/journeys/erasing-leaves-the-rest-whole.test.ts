/** What an erasure leaves: shells, figures, evidence, an agent's words without the agent; and a trail that nobody can bend with it. */
import {
  alerts,
  auditEntries,
  conversations,
  type ErasureId,
  erasures,
  evidence,
  hits,
  leaves,
  type MessageId,
  messages,
  type PersonId,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { decideAlerts } from '../../monitor/src/alert/decide.ts';
import { listAlerts } from '../../monitor/src/alert/list.ts';
import { readAlert } from '../../monitor/src/alert/read.ts';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { eraseAgain } from '../../monitor/src/backup/erase-again.ts';
import { beginConversation } from '../../monitor/src/conversation/begin.ts';
import { listConversations } from '../../monitor/src/conversation/list.ts';
import { readConversation } from '../../monitor/src/conversation/read.ts';
import { readStatement } from '../../monitor/src/erase/certificate.ts';
import { leaveLeaves } from '../../monitor/src/erase/leave-leaves.ts';
import { undoErasure } from '../../monitor/src/erase/undo.ts';
import { runSearch } from '../../monitor/src/search/run.ts';
import { searchTokens } from '../../monitor/src/search/tokens.ts';
import { openSequences } from '../../monitor/src/sequence.ts';
import { picture } from '../fixtures/chats.ts';
import { dora, type ErasureDesk, mayErase, openErasureDesk } from './erasure-desk.ts';

const verify = (desk: ErasureDesk) => verifyTrail(desk.deps, authorize(dora, 'audit:read'));
const verdict = async (desk: ErasureDesk) => {
  desk.archive.pass(120_000);
  await batchMessages(desk.deps, desk.number);
  return verify(desk);
};
const read = (desk: ErasureDesk, id: string) =>
  readConversation(desk.deps, authorize(dora, 'conversation:read'), { id });

test('an alert keeps its evidence and its place, its chat becomes a shell; dismissed, the evidence goes', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat, group } = desk;
  await archive.say(chat, otavio, 'anota a senha do banco');
  await archive.say(group, otavio, 'a senha do banco vale para todos');
  await archive.say(group, desk.ines, 'isso não se escreve aqui');
  const done = await desk.erase({ kind: 'person', person: otavio });
  const { alerts: rows } = await listAlerts(deps, authorize(dora, 'alert:list'), { state: 'open', limit: 10 });
  expect(rows.map(({ person, erasedAt }) => [person, erasedAt])).toEqual([
    [null, done.confirmedAt],
    [null, done.confirmedAt],
  ]);
  const [inGroup, own] = rows;
  const opened = await readAlert(deps, authorize(dora, 'alert:read'), { id: own?.id ?? '' });
  expect(opened.evidence).toMatchObject([{ from: 'contact', kind: 'text', text: 'anota a senha do banco' }]);
  expect(opened.page).toMatchObject({ messages: [], persons: [expect.objectContaining({ role: 'agent' })] });
  expect(opened.page.erasedAt).toBe(done.shreddedAt);
  const around = await readAlert(deps, authorize(dora, 'alert:read'), { id: inGroup?.id ?? '' });
  expect(around.page.erasedAt).toBeNull();
  expect(await archive.acts(desk.number)).toContain('evidence-read');
  const listed = await listConversations(deps, authorize(dora, 'conversation:read'), { limit: 10 });
  expect(listed.conversations.find(({ id }) => id === chat)).toMatchObject({ person: null, messages: 0 });
  expect((await read(desk, chat)).messages).toEqual([]);
  expect((await read(desk, group)).messages).toHaveLength(1);

  const decide = authorize(dora, 'alert:decide');
  const dismiss = { alerts: [own?.id ?? ''], decision: 'dismissed', reason: 'false-positive' } as const;
  await decideAlerts(deps, decide, dismiss);
  const kept = await deps.records.find(evidence, { index: 'byCase', equals: { case: done.case ?? '' }, limit: 10 });
  expect(kept.items.map(({ doc }) => doc.alert)).toEqual([inGroup?.id]);
  await decideAlerts(deps, decide, { ...dismiss, alerts: [inGroup?.id ?? ''] });
  expect(await deps.vault.keyOf(`case:${done.case}`)).toBeUndefined();
  expect(await verdict(desk)).toMatchObject({ kind: 'intact', problem: null });
});

test('anonymised, a person goes and the figures stay', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat } = desk;
  const hit = await archive.say(chat, otavio, 'a senha do banco é esta');
  await archive.say(chat, otavio, 'obrigado');
  await deps.records.get(conversations, chat);
  const before = await deps.records.count(hits, { index: 'byMessage', equals: { message: hit } });
  const done = await desk.erase({ kind: 'person', person: otavio }, { mode: 'anonymise' });
  expect(done).toMatchObject({ state: 'erased', mode: 'anonymise' });
  expect(await deps.records.count(hits, { index: 'byMessage', equals: { message: hit } })).toEqual(before);
  expect(await deps.records.get(messages, hit)).toBeUndefined();
  const raised = await deps.records.find(alerts, { index: 'byRaised', limit: 10 });
  expect(raised.items.map(({ doc }) => [doc.person, doc.hitCount])).toEqual([[null, 1]]);
  expect(await verdict(desk)).toMatchObject({ kind: 'intact', problem: null });
});

test('an erased agent: what they wrote in a contact’s own chat stays, and nobody knows that it was them', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, agent, chat, group, otavio } = desk;
  const answer = await archive.say(chat, agent, 'segue a proposta');
  const inGroup = await archive.say(group, agent, 'bem-vindos');
  await batchMessages(deps, desk.number);
  await desk.erase({ kind: 'person', person: agent }, { despiteLimitation: true });
  expect(await archive.message(answer)).toMatchObject({ author: null, from: 'agent' });
  expect((await read(desk, chat)).messages).toMatchObject([{ text: 'segue a proposta', author: null }]);
  expect(await deps.records.get(messages, inGroup)).toBeUndefined();
  for (const id of [chat, group]) {
    expect((await deps.records.get(conversations, id))?.doc.persons).not.toContain(agent);
  }
  expect(await verdict(desk)).toMatchObject({ kind: 'intact', problem: null });
  // What lost its author may go later, with its contact.
  await desk.erase({ kind: 'person', person: otavio });
  expect(await deps.records.get(messages, answer)).toBeUndefined();
  expect(await verdict(desk)).toMatchObject({ kind: 'intact', problem: null });
});

test('of a part: a file without its words, a chat, a period, a number; nothing of it is found again', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat, other, ines, number } = desk;
  const bytes = picture(2000, 7);
  const file = {
    name: 'planta.jpg',
    open: async () =>
      (async function* () {
        yield bytes;
      })(),
  };
  const sent = await archive.say(chat, otavio, 'segue a planta baixa', { kind: 'image', file });
  const { media } = await archive.message(sent);
  await desk.erase({ kind: 'file', message: sent });
  expect(await deps.blobs.size(media?.blob as never)).toBeUndefined();
  expect((await read(desk, chat)).messages).toMatchObject([
    { text: 'segue a planta baixa', file: 'erased', media: null },
  ]);

  const first = await archive.say(other, ines, 'palavra antiquíssima');
  const until = (await archive.message(first)).at + 1;
  await archive.say(other, ines, 'palavra novíssima');
  await archive.follower.catchUp();
  const find = async (words: string) =>
    (await runSearch(deps, authorize(dora, 'archive:search'), { words, purpose: 'request' })).results.length;
  expect(await find('palavra')).toBe(2);
  await desk.erase({ kind: 'period', number, from: null, until });
  expect((await read(desk, chat)).messages).toEqual([]);
  expect([await find('palavra'), await find('planta')]).toEqual([1, 0]);
  await desk.erase({ kind: 'conversation', conversation: other });
  expect((await deps.records.get(conversations, other))?.doc).toMatchObject({ contact: ines, messages: 0 });
  expect(await find('palavra')).toBe(0);
  expect(await verdict(desk)).toMatchObject({ kind: 'intact', problem: null });

  await archive.say(other, ines, 'ainda aqui');
  const whole = await desk.erase({ kind: 'number', number });
  expect(new Set(whole.whole)).toEqual(new Set<PersonId>([otavio, ines]));
  expect((await deps.records.count(messages, { index: 'bySequence' })).get('all') ?? 0).toBe(0);
  expect(await verdict(desk)).toMatchObject({ kind: 'intact', problem: null });
  const take = await openSequences(deps).of(number);
  expect(take(), 'no place is given twice').toBe(4);
});

test('a chat of which nobody said at first whose it is goes from the search too, and the certificate names its copies', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, agent, group, number } = desk;
  await archive.say(group, agent, 'palavra antiquíssima');
  await archive.say(group, otavio, 'palavra minha');
  await archive.follower.catchUp();
  const seen = { id: group, number, group: false, contact: otavio, title: undefined, persons: [] };
  await beginConversation(deps, seen);
  const { id, certificate } = await desk.erase({ kind: 'person', person: otavio });
  const tokens = searchTokens(deps.blind, 'palavra');
  expect(await deps.search.query({ tokens, numbers: 'all', limit: 9 })).toEqual([]);
  const stays = readStatement(certificate ?? '').stays;
  expect(stays).toContainEqual({ what: 'backups', count: null, ground: 'until-deleted' });
  expect(await deps.keys.parts()).toEqual([{ erasure: id, scopes: [{ kind: 'conversation', conversation: group }] }]);
});

test('however often an older backup is restored, a part goes once, and a backup of later does not take it again', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat } = desk;
  await archive.say(chat, otavio, 'bom dia');
  // Erased twice after the backup was made, which knows of neither.
  const first = { erasure: deps.newId() as ErasureId, scopes: [{ kind: 'conversation', conversation: chat }] } as const;
  const again = { erasure: deps.newId() as ErasureId, scopes: [{ conversation: chat, kind: 'conversation' }] } as const;
  for (const part of [first, again]) await deps.vault.shred([], [], part);
  const restored = async () => eraseAgain(deps, { kind: 'operator', name: 'tester' });
  for (let times = 0; times < 3; times += 1) {
    const { parts, begun } = await restored();
    expect([parts, begun.length]).toEqual([1, 1]);
    const [id] = begun.map((one) => one.id);
    expect(id && (await desk.runner.ranTo(id)).state).toBe('erased');
    expect(await deps.keys.parts()).toHaveLength(2);
    // What was written since was never erased.
    const later = await archive.say(chat, otavio, 'voltei');
    expect(await restored()).toMatchObject({ parts: 0, begun: [] });
    expect((await archive.message(later)).id).toBe(later);
    if (id) await deps.records.remove(erasures, id);
  }
});

test('evidence that an erasure of a part left is counted when its person goes whole, and then names nobody', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat } = desk;
  const said = await archive.say(chat, otavio, 'anota a senha do banco');
  await archive.say(chat, otavio, 'bom dia');
  await desk.erase({ kind: 'message', message: said });
  const kept = async () =>
    (await deps.records.find(evidence, { index: 'byEnd', limit: 9 })).items.map(({ doc }) => doc);
  expect(await kept()).toMatchObject([{ person: otavio }]);
  expect((await desk.preview({ kind: 'person', person: otavio })).stays.evidence).toBe(1);
  const { certificate } = await desk.erase({ kind: 'person', person: otavio });
  const { stays } = readStatement(certificate ?? '');
  expect(stays).toContainEqual({ what: 'evidence', count: 1, ground: 'exercise-of-rights' });
  expect((await kept()).map((one) => Object.hasOwn(one, 'person'))).toEqual([false]);
});

test.each(['erase', 'anonymise'] as const)(
  'what was said of an episode in which they wrote goes with them, whoever began it (%s)',
  async (mode) => {
    await using desk = await openErasureDesk();
    const { archive, deps, otavio, ines, group } = desk;
    await archive.say(group, ines, 'a senha do banco é esta');
    await archive.say(group, otavio, 'a senha do banco mudou');
    const [alert] = (await deps.records.find(alerts, { index: 'byRaised', limit: 9 })).items;
    const decided = { decision: 'confirmed', reason: 'confirmed', comment: 'Otávio Quaresma sabia' } as const;
    await decideAlerts(deps, authorize(dora, 'alert:decide'), { ...decided, alerts: [alert?.doc.id ?? ''] });
    await desk.erase({ kind: 'person', person: otavio }, { mode });
    const left = (await deps.records.get(alerts, alert?.doc.id ?? ''))?.doc;
    expect(left).toMatchObject({ person: ines, state: 'confirmed' });
    expect(left?.hits).toHaveLength(mode === 'erase' ? 1 : 2);
    expect(left).not.toHaveProperty('sealedComment');
    const said = await deps.records.find(auditEntries, {
      index: 'bySubject',
      equals: { subject: left?.id ?? '' },
      limit: 9,
    });
    expect(said.items.filter(({ doc }) => doc.sealedReason !== undefined)).toEqual([]);
  },
);

test('the trail names messages that went by an erasure that nobody confirmed, or that was undone', async () => {
  await using desk = await openErasureDesk(24);
  const { archive, deps, otavio, chat } = desk;
  const said = await archive.say(chat, otavio, 'o que some sem registro');
  await archive.say(chat, otavio, 'o que fica');
  await batchMessages(deps, desk.number);
  expect(await verify(desk)).toMatchObject({ kind: 'intact', messages: 2 });
  const waits = await desk.erase({ kind: 'message', message: said });
  await undoErasure(deps, mayErase, { id: waits.id, reason: 'engano' });
  const message = await archive.message(said);
  await leaveLeaves(deps, waits, [{ message, stays: null }]);
  await deps.records.remove(messages, said);
  expect((await verify(desk)).problem).toContain('1 messages were erased, but no entry of the audit trail confirms');
});

test('the trail names a leaf that was planted, one that is missing, and a message that stands again', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat, other, ines } = desk;
  const [gone, stays] = [await archive.say(chat, otavio, 'vai embora'), await archive.say(other, ines, 'fica aqui')];
  const row = await archive.message(gone);
  await desk.erase({ kind: 'person', person: otavio });
  expect(await verdict(desk)).toMatchObject({ kind: 'intact', problem: null, messages: 1 });
  const page = await deps.records.find(leaves, { index: 'bySequence', limit: 10 });
  const [leaf] = page.items;
  if (!leaf) throw new Error('There is no leaf.');

  await deps.records.insert(messages, row);
  expect((await verdict(desk)).problem).toContain('a message that was erased stands there again');
  await deps.records.remove(messages, gone as MessageId);

  await deps.records.remove(leaves, leaf.doc.id);
  expect((await verdict(desk)).problem).toContain('1 messages were erased, but 0 leaves stand');
  await deps.records.insert(leaves, leaf.doc);

  const { sequence } = await archive.message(stays);
  const planted = { ...leaf.doc, id: `${leaf.doc.id}-2`, sequence, part: 7 };
  await deps.records.insert(leaves, planted);
  expect((await verdict(desk)).kind).toBe('broken');
  await deps.records.remove(leaves, planted.id);
  await deps.records.insert(leaves, { ...planted, sequence: 99 });
  expect((await verify(desk)).problem).toContain('no entry of the audit trail says that it was erased');
  await deps.records.remove(leaves, planted.id);
  expect(await verify(desk)).toMatchObject({ kind: 'intact', problem: null });
  const erased = await deps.records.find(auditEntries, {
    index: 'byChain',
    equals: { chain: desk.number },
    limit: 100,
  });
  expect(erased.items.filter(({ doc }) => doc.act === 'messages-erased')).toHaveLength(1);
});
