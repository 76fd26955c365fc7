/** Makes an export in a process that may be killed at any instant, after any that was: `export-worker.ts HOME (kill|end)`. `end` begins none, and checks each. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Conversation,
  type ConversationId,
  conversations,
  type Export,
  exportFiles,
  type Message,
  type MessageId,
  messages,
  type NumberId,
  numbers,
  openStorage,
  ownerOfPerson,
  type PersonId,
  persons,
} from '@atalaia/storage';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { openAudit } from '../../monitor/src/audit/open-audit.ts';
import { beginExport } from '../../monitor/src/export/begin.ts';
import { isUnderWay } from '../../monitor/src/export/change.ts';
import { exportStream } from '../../monitor/src/export/download.ts';
import { openExports } from '../../monitor/src/export/runner.ts';
import { checkExport } from '../../monitor/src/export/verifier/check.mjs';
import { nodeTools } from '../../monitor/src/export/verifier/node-tools.mjs';
import { noLinks } from '../../monitor/src/number/links.ts';

const [, , home = '', step = ''] = process.argv;
const operator = { kind: 'operator', name: 'worker' } as const;
const newId = () => randomBytes(16).toString('base64url');
const held = 600;
const [number, person, chat] = ['number-of-the-worker', 'person-of-the-worker', 'chat-of-the-worker'] as [
  string & NumberId,
  string & PersonId,
  string & ConversationId,
];

const opened = await openStorage({
  dataDir: join(home, 'data'),
  keysDir: join(home, 'keys'),
  masterKey: { kind: 'file' },
  clock: Date.now,
  newId,
});
if (opened.kind !== 'opened') throw new Error(`The storage is ${opened.kind}.`);
const { storage } = opened;
const base = { ...storage, clock: Date.now, newId, reportFault: (fault: unknown) => console.error(fault) };
const audit = await openAudit(base);
const deps = { ...base, audit };
if (!(await storage.records.get(persons, person))) await fill();
const exports = openExports(deps);
await exports.resume();
if (step === 'kill' && !(await all()).some(isUnderWay)) {
  const asked = { id: person, language: 'en', since: null, request: null } as const;
  await beginExport({ ...deps, exports, links: noLinks }, authorize(operator, 'person:export'), asked);
}
console.log('ready');
for (const { id } of await all()) {
  const ended = await exports.ended(id);
  if (!ended) throw new Error('The export did not end.');
  console.log(step === 'end' ? `ended ${ended.state} ${await verdictOn(ended)} ${ended.done}` : 'ended');
}
console.log('over');
await exports[Symbol.asyncDispose]();
await audit[Symbol.asyncDispose]();
await storage[Symbol.asyncDispose]();

async function all(): Promise<readonly Export[]> {
  const found = await storage.records.find(exportFiles, { index: 'byPerson', equals: { person }, limit: 1000 });
  return found.items.map(({ doc }) => doc);
}

/** Of the program's own check, on the file as it is downloaded. */
async function verdictOn(made: Export): Promise<string> {
  const { bytes } = await exportStream(deps, operator, made);
  const path = join(home, 'export.zip');
  writeFileSync(path, Buffer.concat(await Array.fromAsync(bytes)));
  const file = await open(path);
  const { kind } = await checkExport(await nodeTools(file));
  await file.close();
  return kind;
}

async function fill(): Promise<void> {
  const company = await storage.vault.keyOf('company');
  const own = await storage.vault.keyOf(ownerOfPerson(person));
  if (!company || !own) throw new Error('No key.');
  // Not long ago: after a year of silence the number might be another's.
  const at = Date.now() - held * 60_000;
  await storage.records.insert(numbers, {
    ...{ id: number, phone: storage.blind.of('number', '+5511912345678'), zone: 'America/Sao_Paulo', language: 'en' },
    sealedPhone: company.seal({ collection: 'numbers', id: number, field: 'sealedPhone' }, '+5511912345678'),
    ...{ basis: 'contract', createdAt: at },
  });
  await storage.records.insert(persons, {
    ...{ id: person, role: 'contact', state: 'active', notice: 'notified', numbers: [number], createdAt: at },
  });
  const conversation: Conversation = {
    ...{ id: chat, number, group: false, contact: person, persons: [person], messages: held },
    ...{ firstAt: at, lastAt: at, createdAt: at },
  };
  await storage.records.insert(conversations, conversation);
  const rows = Array.from({ length: held }, (_, n): Message => {
    const id = `message-of-the-worker-${n}` as MessageId;
    return {
      ...{
        id,
        number,
        conversation: chat,
        author: person,
        from: 'contact',
        kind: 'text',
        at: at + n * 60_000,
        order: 0,
      },
      ...{ origin: 'live', import: null, fingerprint: null, sequence: n, mentions: [], edited: false, language: null },
      sealedText: own.seal({ collection: 'messages', id, field: 'sealedText' }, `Message ${n} ${newId()}`),
      ...{ screening: 'screened', capturedAt: at },
    };
  });
  await Promise.all(rows.map((row) => storage.records.insert(messages, row)));
}
