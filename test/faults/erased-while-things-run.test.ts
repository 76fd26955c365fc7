/** A person is erased while an import, an export, a link or a replay of them is under way, or the program stops between two steps. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  auditEntries,
  conversations,
  exportFiles,
  imports,
  messages,
  persons,
  replays,
  requests,
  shares,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { newSecret } from '../../monitor/src/access/secret.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { importsEnded } from '../../monitor/src/erase/imports-ended.ts';
import { beginExport } from '../../monitor/src/export/begin.ts';
import { removeExport } from '../../monitor/src/export/change.ts';
import { openExports } from '../../monitor/src/export/runner.ts';
import { exportBlob } from '../../monitor/src/export/waiting.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { openImports } from '../../monitor/src/import/runner.ts';
import { openReplays } from '../../monitor/src/replay/runner.ts';
import { startReplay } from '../../monitor/src/replay/start.ts';
import { openRequest } from '../../monitor/src/request/open.ts';
import { makeShare } from '../../monitor/src/share/make.ts';
import { asAndroidText } from '../fixtures/chats.ts';
import { companyNumber, inMemory, operator } from '../fixtures/import-desk.ts';
import { user } from '../journeys/archive.ts';
import { dora, mayErase, openErasureDesk } from '../journeys/erasure-desk.ts';
import { eraseAsShown } from './erase-as-shown.ts';
import { holdAWrite } from './hold-a-write.ts';

/** What an import stores at once. */
const batch = 200;

test('an import that is under way keeps no more of them, and what it brought goes when it has ended', async () => {
  await using desk = await openErasureDesk();
  const { deps } = desk;
  await using runner = openImports(deps);
  const chat = Array.from({ length: 3 * batch }, (_, n) => ({
    minute: n,
    author: n % 2 === 0 ? 'Ruivaldo' : 'Beatriz',
    text: `encomenda ${n}`,
  }));
  const fileName = 'Conversa do WhatsApp com Ruivaldo.txt';
  const stated = { number: companyNumber, basis: 'exercise-of-rights', fileName, agent: 'Beatriz' } as const;
  const { id } = await beginImport(deps, authorize(operator, 'import:run'), stated);
  // The second batch has passed the gate, and is on its way to the disk.
  const onItsWay = holdAWrite(deps.records, messages, () => true, batch + 1);
  const running = runner.run(id, inMemory(asAndroidText(chat), fileName));
  await onItsWay.held;
  const { conversation } = (await deps.records.get(imports, id))?.doc ?? {};
  const contact = (await deps.records.get(conversations, conversation ?? ''))?.doc.contact;
  if (!contact) throw new Error('The chat is nobody’s.');
  const erasure = await eraseAsShown(deps, mayErase, contact);
  // Also one that began after the confirmation, in the undo window: its file holds the chat until it ends.
  const longAgo = { ...erasure, confirmedAt: 0 };
  await expect(importsEnded(deps, longAgo, AbortSignal.timeout(20))).rejects.toMatchObject({ name: 'TimeoutError' });
  onItsWay.letGo();
  expect(await running).toMatchObject({
    state: 'done',
    counts: { stored: 2 * batch, withheld: batch },
  });
  const done = await desk.runner.ranTo(erasure.id);
  expect(done).toMatchObject({ state: 'erased', counts: { messages: 2 * batch } });
  expect(await deps.records.get(persons, contact)).toBeUndefined();
  expect(await deps.records.count(messages, { index: 'byConversation' })).toEqual(new Map([['all', 0]]));
  expect(await verifyTrail(deps, authorize(dora, 'audit:read'))).toMatchObject({ kind: 'intact' });
});

test('their export and link go, and a replay that ends later shows nothing of theirs', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio, chat, other, agent } = desk;
  await archive.say(chat, agent, 'manda a senha do banco');
  const kept = await archive.say(other, agent, 'manda a senha do banco');
  const over = holdAWrite(deps.records, replays, ({ state }) => state === 'done');
  await using running = openReplays(deps);
  const mayReplay = authorize(user('gil', ['manager'], null), 'replay:run');
  const started = await startReplay({ ...deps, replays: running }, mayReplay, { what: { running: true } });
  await over.held;
  const asked = { id: otavio, language: 'pt-BR', since: null, request: null } as const;
  await makeShare({ ...deps, newSecret, portalAddress: 'https://dados.example' }, authorize(dora, 'share:make'), asked);
  const made = holdAWrite(deps.records, exportFiles, ({ state }) => state === 'done');
  const { id: exported } = await beginExport(deps, authorize(dora, 'person:export'), asked);
  await made.held;

  const { id } = await eraseAsShown(deps, mayErase, otavio);
  await expect.poll(async () => (await deps.records.get(exportFiles, exported))?.doc.state).toBe('removed');
  made.letGo();
  expect(await desk.runner.ranTo(id)).toMatchObject({ state: 'erased' });
  over.letGo();
  const replay = started.kind === 'started' ? started.replay.id : '';
  await expect
    .poll(async () => (await deps.records.get(replays, replay))?.doc.result?.samples.map(({ message }) => message))
    .toEqual([kept]);
  expect((await deps.records.find(exportFiles, { index: 'byState', limit: 9 })).items).toEqual([]);
  expect((await deps.records.find(shares, { index: 'byPerson', limit: 9 })).items).toEqual([]);
  const folder = join(archive.home, 'data', 'blobs');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => statSync(join(folder, name)).isFile())).toEqual([]);
  expect(archive.faults).toEqual([]);
});

test('an export that stopped before its end was recorded, or its file gone, is ended at the next start', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, otavio } = desk;
  const { record } = deps.audit;
  const stop = async (act: Parameters<typeof record>[0]) => {
    if (act.act === 'export-ended') throw new Error('stopped');
    return record(act);
  };
  Object.assign(deps.audit, { record: stop });
  const asked = { id: otavio, language: 'pt-BR', since: null, request: null } as const;
  const { id } = await beginExport(deps, authorize(dora, 'person:export'), asked);
  expect(await deps.exports.ended(id)).toMatchObject({ state: 'done' });
  Object.assign(deps.audit, { record });
  const again = async () => {
    await using next = openExports(deps);
    await next.resume();
  };
  for (let start = 0; start < 2; start++) await again();
  expect((await archive.acts('company')).filter((act) => act === 'export-ended')).toHaveLength(1);
  expect(await deps.blobs.size(exportBlob(id))).toBeGreaterThan(0);

  const blobs = { remove: () => Promise.reject(new Error('stopped')) };
  await expect(removeExport({ ...deps, blobs }, dora, id)).rejects.toThrow('stopped');
  await again();
  expect(await deps.blobs.size(exportBlob(id))).toBeUndefined();
  expect(archive.faults.map(String)).toEqual(['Error: stopped']);
});

test('stopped right after any step that it records, an erasure goes on, and each stands once', async () => {
  await using desk = await openErasureDesk();
  const { archive, deps, number, agent } = desk;
  const steps = ['erasure-certified', 'request-answered', 'keys-destroyed', 'messages-erased', 'erasure-ended'];
  const actsOn = async (subject: string) => {
    const found = await deps.records.find(auditEntries, { index: 'bySubject', equals: { subject }, limit: 100 });
    return found.items.map(({ doc }) => doc.act);
  };
  const { record } = deps.audit;
  for (const step of ['erasure-confirmed', ...steps]) {
    const person = await archive.addPerson(`Pessoa de ${step}`, 'contact', number);
    const chat = await archive.addChat(number, person, [person, agent]);
    for (const words of ['manda a senha do banco', 'bom dia']) await archive.say(chat, agent, words);
    const asked = { person, kind: 'erase', source: 'desk', identity: 'proved', receivedAt: deps.clock() } as const;
    const request = await openRequest(deps, operator, { ...asked, words: null, number });
    Object.assign(deps.audit, {
      record: async (act: Parameters<typeof record>[0]) => {
        await record(act);
        if (act.act !== step) return;
        Object.assign(deps.audit, { record });
        throw new Error('stopped');
      },
    });
    const begin = () => eraseAsShown(deps, mayErase, person);
    if (step === 'erasure-confirmed') await expect(begin()).rejects.toThrow('stopped');
    const { id } = await begin();
    // What stopped in the background is gone on with.
    expect(await desk.runner.ranTo(id)).toMatchObject({ state: 'erased', counts: { messages: 2, evidence: 1 } });
    expect(await actsOn(id)).toEqual(['erasure-certified', 'keys-destroyed', 'erasure-ended']);
    expect((await actsOn(request.id)).filter((act) => act === 'request-answered')).toHaveLength(1);
    expect((await deps.records.get(requests, request.id))?.doc).toMatchObject({ state: 'answered', person: null });
  }
  expect(archive.faults.map(String)).toEqual(steps.map(() => 'Error: stopped'));
  expect(await verifyTrail(deps, authorize(dora, 'audit:read'))).toMatchObject({ kind: 'intact' });
});
