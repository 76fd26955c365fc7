/** A dpo erases a person: previewed, confirmed, locked, certified, keys destroyed, swept; everyone else stays as they were. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Alias,
  alerts,
  aliases,
  conversations,
  type Export,
  type ExportId,
  erasures,
  evidence,
  exportFiles,
  hits,
  imports,
  messages,
  numbers,
  ownerOfPerson,
  type Person,
  persons,
  placeOf,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { erasePerson } from '../../monitor/src/cli/person-erase.ts';
import type { CliIo } from '../../monitor/src/cli/verb.ts';
import { verifyVerb } from '../../monitor/src/cli/verify.ts';
import { tallyConversation } from '../../monitor/src/conversation/tally.ts';
import { anonymisePerson } from '../../monitor/src/erase/anonymise.ts';
import { beginErasure } from '../../monitor/src/erase/begin.ts';
import { certificateFileOf, checkCertificate, readStatement } from '../../monitor/src/erase/certificate.ts';
import { readCertificate } from '../../monitor/src/erase/read-certificate.ts';
import { beginExport } from '../../monitor/src/export/begin.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { conversationOfGroup } from '../../monitor/src/live-capture/conversation.ts';
import { amendNumber } from '../../monitor/src/number/amend.ts';
import { allowedGroupsOf, withGroups } from '../../monitor/src/number/capture-settings.ts';
import { heldCounts } from '../../monitor/src/person/held-counts.ts';
import { readPerson } from '../../monitor/src/person/read.ts';
import { runSearch } from '../../monitor/src/search/run.ts';
import { user } from './archive.ts';
import { dora, mayErase, openErasureDesk } from './erasure-desk.ts';

const asked = { reason: 'pedido do titular', objected: false, request: null, despiteLimitation: false } as const;

test('a person goes whole: words, names, keys; what others wrote stays, evidence under its own key, and the trail verifies', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat, other, group, agent } = desk;
  await archive.say(chat, otavio, 'meu pedido é o 4711');
  await archive.say(chat, agent, 'certo, Otávio');
  const alarming = await archive.say(chat, agent, 'manda a senha do banco');
  await archive.say(group, otavio, 'bom dia, grupo');
  const kept = await archive.say(group, desk.ines, 'bom dia, Otávio');
  await archive.say(other, desk.ines, 'oi, aqui é a Inês');
  await archive.follower.catchUp();
  await batchMessages(deps, desk.number);
  const before = (await deps.records.get(messages, kept))?.doc;

  const shown = await desk.preview({ kind: 'person', person: otavio });
  expect(shown.goes).toMatchObject({ messages: 4, conversations: 1 });
  expect(shown.stays).toMatchObject({ evidence: 1, alerts: 1 });
  const done = await desk.erase({ kind: 'person', person: otavio }, { objected: true });

  expect(done).toMatchObject({ state: 'erased', whole: [otavio], objected: true, before: [] });
  expect(done.shreddedAt).not.toBeNull();
  expect(await deps.records.get(persons, otavio)).toBeUndefined();
  expect(await deps.vault.keyOf(ownerOfPerson(otavio))).toBeUndefined();
  for (const id of [chat, group]) {
    const left = await deps.records.find(messages, {
      index: 'byConversation',
      equals: { conversation: id },
      limit: 10,
    });
    expect(left.items.map(({ doc }) => doc.id)).toEqual(id === chat ? [] : [kept]);
  }
  expect((await deps.records.get(messages, kept))?.doc).toEqual(before);
  const rows = await deps.records.find(evidence, { index: 'byCase', equals: { case: done.case ?? '' }, limit: 10 });
  expect(rows.items).toHaveLength(1);
  expect(await deps.records.get(messages, alarming)).toBeUndefined();

  expect(
    (await archive.acts('company')).filter((act) => act.startsWith('erasure') || act === 'keys-destroyed'),
  ).toEqual([
    'erasure-previewed',
    'erasure-previewed',
    'erasure-confirmed',
    'erasure-certified',
    'keys-destroyed',
    'erasure-ended',
  ]);
  expect(await verifyTrail(deps, authorize(dora, 'audit:read'))).toMatchObject({ kind: 'intact' });
});

test('the certificate names nobody, proves where it comes from, and is refused when changed or of another installation', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat } = desk;
  await archive.say(chat, otavio, 'bom dia');
  const { certificate, signature, id } = await desk.erase({ kind: 'person', person: otavio });
  if (certificate === null || signature === null) throw new Error('There is no certificate.');
  expect(readStatement(certificate)).toMatchObject({
    erasure: id,
    installation: deps.signer.fingerprint,
    scope: { kind: 'person', id: otavio },
    goes: { messages: 1 },
    persons: 1,
  });
  expect(certificate).not.toMatch(/Ot[aá]vio|Quaresma|98765/);

  const file = certificateFileOf(deps, { certificate, signature });
  expect(checkCertificate(file, deps.signer.fingerprint)).toEqual({ kind: 'proved' });
  expect(checkCertificate(file)).toEqual({ kind: 'consistent' });
  expect(checkCertificate(file.replace('"messages": 1', '"messages": 2'))).toEqual({ kind: 'changed' });
  const twice = file.replace('"messages": 1', '"messages": 7, "messages": 1');
  expect(twice).not.toBe(file);
  expect(checkCertificate(twice)).toEqual({ kind: 'changed' });
  await using elsewhere = await openErasureDesk();
  expect(checkCertificate(file, elsewhere.deps.signer.fingerprint)).toEqual({ kind: 'other-installation' });
  expect(checkCertificate(createHash('sha256').update(file).digest('hex'))).toEqual({ kind: 'no-certificate' });
});

test('what is kept as proof since the preview refuses it, new messages do not; a locked person opens for nobody and is found by no search', async () => {
  await using desk = await openErasureDesk(24);
  const { archive, deps, otavio, chat } = desk;
  await archive.say(chat, otavio, 'a fatura chegou');
  await archive.follower.catchUp();
  const scope = { kind: 'person', person: otavio } as const;
  const { token } = await desk.preview(scope);
  await archive.say(chat, desk.agent, 'manda a senha do banco');
  await archive.follower.catchUp();
  await expect(beginErasure(deps, mayErase, { ...asked, scope, token })).rejects.toMatchObject({
    code: 'changed-meanwhile',
  });

  await archive.say(chat, otavio, '👍', { kind: 'reaction' });
  const again = await desk.preview(scope);
  expect(again).toMatchObject({ goes: { messages: 3 }, aftermath: 1 });
  const { held } = await heldCounts(deps, [otavio], null);
  expect(held).toMatchObject({ messages: 2, byKind: { text: 2, reaction: 1 } });
  await archive.say(chat, otavio, 'mais uma coisa');
  const begun = await beginErasure(deps, mayErase, { ...asked, scope, token: again.token });
  expect(begun).toMatchObject({ state: 'confirmed' });
  expect(await desk.stateOf(otavio)).toBe('locked');
  const reading = readPerson(deps, authorize(dora, 'person:read'), { id: otavio });
  await expect(reading).rejects.toMatchObject({ code: 'person-locked' });
  const found = await runSearch(deps, authorize(dora, 'archive:search'), { words: 'fatura', purpose: 'request' });
  expect(found.results).toEqual([]);
  await expect(desk.erase(scope)).rejects.toMatchObject({ code: 'person-locked' });
});

test('exports that hold their words go before the keys: of people in the same chats, and of the company; others stay', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, ines, group } = desk;
  await archive.say(group, otavio, 'bom dia, grupo');
  await archive.say(group, ines, 'bom dia, Otávio');
  const asked = { id: ines, language: 'pt-BR', since: null, request: null } as const;
  const { id } = await beginExport(deps, authorize(dora, 'person:export'), asked);
  const made = await deps.exports.ended(id);
  if (made?.state !== 'done') throw new Error('The export was not made.');
  const { blob } = made;
  const stranger = await archive.addPerson('Lia', 'contact', await archive.addNumber('+5511955554444'));
  const interrupted: Export = { ...made, id: deps.newId() as ExportId, person: null, blob: null, state: 'running' };
  const others: Export = { ...made, id: deps.newId() as ExportId, person: stranger, blob: null };
  for (const doc of [interrupted, others]) await deps.records.insert(exportFiles, doc);
  const statesOf = async () =>
    Promise.all(
      [made, interrupted, others].map(async (one) => (await deps.records.get(exportFiles, one.id))?.doc.state),
    );
  expect(blob && (await deps.blobs.size(blob))).toBeGreaterThan(0);

  await desk.erase({ kind: 'person', person: otavio });
  expect(await statesOf()).toEqual(['removed', 'removed', 'done']);
  expect(blob && (await deps.blobs.size(blob))).toBeUndefined();
  const acts = await archive.acts('company');
  expect(acts.lastIndexOf('export-removed')).toBeLessThan(acts.indexOf('keys-destroyed'));
});

test('whoever objected is met as such if they come back, whatever was ticked', async () => {
  await using desk = await openErasureDesk();
  const { deps, otavio, ines } = desk;
  const found = await deps.records.get(persons, otavio);
  if (!found) throw new Error('No person.');
  const suppressed: Person = { ...found.doc, state: 'suppressed' };
  await deps.records.replace(persons, found.version, suppressed);
  const marks = [otavio, ines].map((person) => ({ person, id: deps.blind.of('alias', 'phone', person) }));
  for (const one of marks) {
    const alias: Alias = { ...one, kind: 'phone', source: 'entered', firstSeenAt: deps.clock() };
    await deps.records.insert(aliases, alias);
    await desk.erase({ kind: 'person', person: one.person });
  }
  expect(await Promise.all(marks.map(({ id }) => deps.keys.markOf(id)))).toEqual(['objected', 'erased']);
});

test('what the company itself sealed forgets the name too: titles of groups, and imports that wait for their file', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, number, chat } = desk;
  await archive.say(chat, otavio, 'bom dia');
  const titled = ['Amigos do Otavio Quaresma', 'Quaresma, Páscoa e Natal', '🌻 da praia', 'Frota Sul'];
  const groups = await Promise.all(
    titled.map(async (subject, nth) => {
      const jid = `12036302${nth}@g.us`;
      return { jid, subject, conversation: await conversationOfGroup(deps, number, jid, subject) };
    }),
  );
  await amendNumber(deps, number, (now) => withGroups(deps.vault, now, groups));
  const begin = (fileName: string, contact?: string) =>
    beginImport(deps, authorize({ kind: 'operator', name: 'tester' }, 'import:run'), {
      number: '+5511933334444',
      basis: 'exercise-of-rights',
      fileName,
      contact,
    });
  const begun = [
    await begin('Conversa do WhatsApp com Otávio Quaresma.zip'),
    await begin('chat.zip', '+5511987654321'),
    await begin('Conversa do WhatsApp com Inês.zip'),
  ];
  const { certificate } = await desk.erase({ kind: 'person', person: otavio });
  await desk.erase({ kind: 'person', person: await archive.addPerson('🌻', 'contact', number) });

  expect(readStatement(certificate ?? '').stays.map(({ what }) => what)).toContain('backups');
  const kept = await Promise.all(begun.map(async ({ id }) => (await deps.records.get(imports, id))?.doc));
  expect(kept.map((one) => [one?.state, one?.sealedRequest === undefined])).toEqual([
    ['refused', true],
    ['refused', true],
    ['waiting', false],
  ]);
  const titles = groups.map(async ({ conversation }) => {
    const sealed = (await deps.records.get(conversations, conversation))?.doc.sealedTitle;
    return sealed && deps.vault.openText(placeOf(conversations, conversation, 'sealedTitle'), sealed);
  });
  // A word of a name alone may be anything.
  const left = ['Amigos do •••••••••••••••', 'Quaresma, Páscoa e Natal', '•• da praia', 'Frota Sul'];
  expect(await Promise.all(titles)).toEqual(left);
  const found = (await deps.records.get(numbers, number))?.doc;
  if (!found) throw new Error('The number is gone.');
  const allowed = await allowedGroupsOf(deps.vault, found);
  expect(allowed.map(({ subject }) => subject)).toEqual(left);
});

test('anonymised, a person goes whole, keys and all; hits and alerts stay for the figures, without words', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, agent, chat } = desk;
  await archive.say(chat, otavio, 'bom dia');
  await archive.say(chat, agent, 'manda a senha do banco');
  await tallyConversation(deps, chat);
  const { token } = await desk.preview({ kind: 'person', person: otavio });
  const { id } = await anonymisePerson(deps, mayErase, { id: otavio, reason: 'pedido do titular', token });
  expect(await desk.runner.ranTo(id)).toMatchObject({ state: 'erased', mode: 'anonymise', whole: [otavio] });
  expect(await deps.records.get(persons, otavio)).toBeUndefined();
  expect(await deps.vault.keyOf(ownerOfPerson(otavio))).toBeUndefined();
  const left = await deps.records.count(hits, { index: 'byRule', equals: {} });
  expect(left.get('all')).toBe(1);
  const [alert] = (await deps.records.find(alerts, { index: 'byRaised', limit: 10 })).items;
  expect(alert?.doc).toMatchObject({ person: null, hitCount: 1 });
  expect((await deps.records.get(conversations, chat))?.doc).toMatchObject({ contact: null, messages: 2 });
});

test('a number goes with everybody known on no other; its agents, and who writes elsewhere too, stay', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, ines, agent, chat, other, number } = desk;
  await archive.say(chat, otavio, 'bom dia');
  await archive.say(other, ines, 'boa tarde');
  const elsewhere = await archive.addNumber('+5511955554444');
  const found = await deps.records.get(persons, ines);
  if (found) await deps.records.replace(persons, found.version, { ...found.doc, numbers: [number, elsewhere] });
  const done = await desk.erase({ kind: 'number', number });
  expect(done).toMatchObject({ state: 'erased', whole: [otavio] });
  expect(await desk.stateOf(otavio)).toBeUndefined();
  expect([await desk.stateOf(ines), await desk.stateOf(agent)]).toEqual(['active', 'active']);
  expect(await deps.records.count(messages, { index: 'bySequence', equals: { number } })).toEqual(
    new Map([['all', 0]]),
  );
  expect(await verifyTrail(deps, authorize(dora, 'audit:read'))).toMatchObject({ kind: 'intact' });
});

test('a part of a person goes without their keys, and the certificate says that earlier backups still hold it', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat } = desk;
  const wrong = await archive.say(chat, otavio, 'mandei por engano');
  const right = await archive.say(chat, otavio, 'isto fica');
  const done = await desk.erase({ kind: 'message', message: wrong });
  expect(done).toMatchObject({ state: 'erased', whole: [], shreddedAt: null });
  expect(await deps.records.get(messages, wrong)).toBeUndefined();
  expect(await deps.records.get(messages, right)).toBeDefined();
  expect(await desk.stateOf(otavio)).toBe('active');
  expect(readStatement(done.certificate ?? '').stays).toContainEqual({
    what: 'backups',
    count: null,
    ground: 'until-deleted',
  });
  expect((await deps.records.get(erasures, done.id))?.doc.persons).toEqual([otavio]);
});

test('at the terminal a dry run says what goes; with --yes it goes; the certificate is checked without the program', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat } = desk;
  await archive.say(chat, otavio, 'bom dia');
  const typed = async (...args: string[]) => {
    const io = heardIo();
    return { exit: await erasePerson(args, io, { ...deps, erasures: desk.runner }), ...io.heard };
  };
  const dry = await typed(otavio);
  expect(dry).toMatchObject({ exit: 0, out: expect.stringContaining('Goes: 1 message,') });
  expect(await desk.stateOf(otavio)).toBe('active');
  expect(await typed(otavio, '--yes')).toMatchObject({ exit: 2 });
  const done = await typed(otavio, '--yes', '--reason', 'pedido do titular');
  expect(done).toMatchObject({ exit: 0, out: expect.stringContaining('Erased.') });
  expect(await deps.records.get(persons, otavio)).toBeUndefined();

  const [erasure] = (await deps.records.find(erasures, { index: 'byConfirmation', limit: 1 })).items;
  const authorized = authorize(user('otto', ['auditor'], null), 'erasure:list');
  const of = { id: erasure?.doc.id ?? '', language: 'pt-BR' } as const;
  const path = join(archive.home, 'certificate.json');
  writeFileSync(path, await readCertificate(deps, authorized, { ...of, form: 'json' }));
  const checked = heardIo();
  expect(await verifyVerb.run([path, '--fingerprint', deps.signer.fingerprint], checked)).toBe(0);
  expect(await verifyVerb.run([path, '--fingerprint', 'ab'.repeat(32)], checked)).toBe(1);
  const page = await readCertificate(deps, authorized, { ...of, form: 'pdf' });
  expect(page.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await archive.acts('company')).filter((act) => act === 'certificate-read')).toHaveLength(2);
});

function heardIo(): CliIo & { readonly heard: { out: string; err: string } } {
  const heard = { out: '', err: '' };
  return {
    heard,
    async out(text) {
      heard.out += text;
    },
    async err(sentence) {
      heard.err += sentence;
    },
    progress() {},
    input: (async function* () {})(),
    cwd: '/',
    actor: { kind: 'operator', name: 'tester' },
  };
}
