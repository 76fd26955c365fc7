/** Killed at any instant of an erasure and started again: each ends complete and once, and nobody else loses a word. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import {
  auditEntries,
  conversations,
  type Erasure,
  erasures,
  messages,
  openStorage,
  ownerOfPerson,
  type PersonId,
  persons,
  placeOf,
  type RequestId,
  requests,
  type Storage,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { certificateFileOf, checkCertificate } from '../../monitor/src/erase/certificate.ts';
import { erasuresNotEnded } from '../../monitor/src/erase/not-ended.ts';
import { everyPage } from '../../monitor/src/every-page.ts';
import { openRequest } from '../../monitor/src/request/open.ts';
import { asAndroidText, type Line } from '../fixtures/chats.ts';
import { type Desk, openDesk, operator } from '../fixtures/import-desk.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { seeded } from '../whatsapp/server/random.ts';

/** 5 in CI; `npm run soak` asks for more. */
const kills = Number(process.env['KILLS'] ?? 5);
const steps = ['confirmed', 'answered', 'shredded'] as const;
const lines = 240;
const bystander = 'Zuleica Bragança';

test(`erasures killed at ${kills} random instants end complete and once`, {
  timeout: 300_000 + kills * 30_000,
}, async () => {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-erasure-kill-'));
  try {
    const { going, words } = await bringEveryone(home);
    await killAgainAndAgain(
      home,
      going.map(({ person }) => person),
    );
    {
      await using desk = await openDesk(home);
      for (const one of going) await expectGone(desk, one);
      expect(await wordsOf(desk)).toEqual(words);
      expect(await verifyTrail(desk.deps, authorize(operator, 'audit:read'))).toMatchObject({ kind: 'intact' });
    }
    await expectGoneFromReplica(home, going, words);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

interface Going {
  readonly person: PersonId;
  /** They asked for it: answered once. */
  readonly request: RequestId;
}

/** A chat with each of those who go, and with one who stays. */
async function bringEveryone(home: string): Promise<{ going: readonly Going[]; words: readonly string[] }> {
  await using desk = await openDesk(home);
  const letter = (n: number) => String.fromCodePoint(97 + (Math.trunc(n) % 26));
  const names = Array.from({ length: kills + 2 }, (_, n) => `Contato ${letter(n / 26)}${letter(n)} Sobrenome`);
  for (const name of [...names, bystander]) {
    await desk.bring(asAndroidText(chatWith(name)), { fileName: `Conversa do WhatsApp com ${name}.txt` });
  }
  for (const { number } of (await desk.conversations()).slice(0, 1)) await batchMessages(desk.deps, number);
  const going: Going[] = [];
  for (const { id: person, role } of await desk.persons()) {
    if (role === 'agent' || !names.includes(await desk.nameOf(person))) continue;
    const asked = { person, kind: 'erase', source: 'desk', identity: 'proved', receivedAt: desk.clock() } as const;
    const { id } = await openRequest(desk.deps, operator, { ...asked, words: null, number: null });
    going.push({ person, request: id });
  }
  expect(going).toHaveLength(names.length);
  return { going, words: await wordsOf(desk) };
}

function chatWith(name: string): readonly Line[] {
  return Array.from({ length: lines }, (_, n) => ({
    minute: n * 40,
    author: n % 2 === 0 ? name : 'Marina Vasconcelos',
    text: n % 50 === 48 ? `me chama no zap pessoal, ${n}` : `item ${n} do pedido de ${name}`,
  }));
}

/** What stands in the chat of the one who stays. */
async function wordsOf(desk: Desk): Promise<readonly string[]> {
  const texts = await Promise.all((await desk.messages()).map((message) => desk.text(message)));
  return texts.filter((text) => text.includes(bystander)).toSorted();
}

/** Each process ends what those before it were killed in, and is killed in the erasure of one person more. */
async function killAgainAndAgain(home: string, ids: readonly PersonId[]): Promise<void> {
  const random = seeded(printedSeed());
  const left: string[] = [];
  // The first one is not killed: it shows how long each step takes.
  const whole = startWorker(home, 'kill', ids.slice(0, 1));
  const marks = await Promise.all([...steps, 'erased'].map(whole.says));
  expect(await whole.ended()).toBe(0);
  for (let n = 1; n <= kills; n++) {
    const worker = startWorker(home, 'kill', ids.slice(0, n + 1));
    // In one step after the other, however short it is, of whichever erasure comes to it first.
    const step = n % steps.length;
    await worker.says(steps[step] ?? '');
    await Promise.race([worker.ended(), wait(random() * ((marks[step + 1] ?? 0) - (marks[step] ?? 0)))]);
    worker.child.kill('SIGKILL');
    if ((await worker.ended()) === null) left.push(await statesLeft(home));
  }
  console.info(`killed while ${left.join('; ')}`);
  expect(left.filter((states) => states !== '').length, 'kills in an erasure').toBeGreaterThanOrEqual(kills / 2);
  if (kills >= 30) for (const step of steps) expect(left.join(), 'kills in each step').toContain(step);

  // The next dies right after its keys; and as if that had come before they went from their second copy.
  const replica = join(home, 'replica');
  cpSync(replica, `${replica}-before`, { recursive: true });
  expect(await startWorker(home, 'cut', ids).ended()).toBe(null);
  expect(await statesLeft(home)).toBe('answered');
  rmSync(replica, { recursive: true });
  renameSync(`${replica}-before`, replica);
  expect(await startWorker(home, 'kill', ids).ended()).toBe(0);
}

/** Of erasures that have not ended. */
async function statesLeft(home: string): Promise<string> {
  await using storage = await openFolders(home, 'keys');
  return (await Array.fromAsync(erasuresNotEnded(storage), ({ state }) => state)).join(', ');
}

async function openFolders(home: string, keys: 'keys' | 'replica'): Promise<Storage> {
  const folders = { dataDir: join(home, 'data'), keysDir: join(home, keys) };
  const opened = await openStorage({ ...folders, masterKey: { kind: 'file' }, clock: Date.now, newId });
  if (opened.kind !== 'opened') throw new Error(`The storage is ${opened.kind}.`);
  return opened.storage;
}

async function expectGone({ deps }: Desk, { person: id, request }: Going): Promise<void> {
  expect(await deps.records.get(persons, id)).toBeUndefined();
  const chats = await deps.records.find(conversations, { index: 'byContact', equals: { contact: id }, limit: 10 });
  expect(chats.items).toEqual([]);
  const written = await deps.records.count(messages, { index: 'byAuthor', equals: { author: id } });
  expect(written.get('all') ?? 0).toBe(0);
  const all = await deps.records.find(erasures, { index: 'byConfirmation', limit: 1000 });
  const own: readonly Erasure[] = all.items.map(({ doc }) => doc).filter(({ whole }) => whole.includes(id));
  expect(own).toMatchObject([{ state: 'erased', counts: { messages: lines } }]);
  const { id: erasure = '', certificate = null, signature = null } = own[0] ?? {};
  expect(await actsOn(deps, erasure)).toEqual(['erasure-certified', 'keys-destroyed', 'erasure-ended']);
  const file = certificate && signature && certificateFileOf(deps, { certificate, signature });
  expect(checkCertificate(file ?? '', deps.signer.fingerprint)).toEqual({ kind: 'proved' });
  expect((await deps.records.get(requests, request))?.doc).toMatchObject({ state: 'answered', person: null });
  expect((await actsOn(deps, request)).filter((act) => act === 'request-answered')).toHaveLength(1);
}

async function actsOn({ records }: Desk['deps'], subject: string): Promise<readonly string[]> {
  const recorded = await records.find(auditEntries, { index: 'bySubject', equals: { subject }, limit: 100 });
  return recorded.items.map(({ doc }) => doc.act);
}

/** The second copy of the keys opens whoever stays, and nobody who went. */
async function expectGoneFromReplica(home: string, going: readonly Going[], words: readonly string[]): Promise<void> {
  await using storage = await openFolders(home, 'replica');
  for (const { person } of going) expect(await storage.vault.keyOf(ownerOfPerson(person))).toBeUndefined();
  const every = await Array.fromAsync(
    everyPage((after) => storage.records.find(messages, { index: 'bySequence', limit: 500, ...after })),
    ({ doc }) => doc.sealedText && storage.vault.openText(placeOf(messages, doc.id, 'sealedText'), doc.sealedText),
  );
  expect(every.filter((text) => text?.includes(bystander)).toSorted()).toEqual(words);
}

interface Worker {
  readonly child: ChildProcess;
  /** Resolves when the worker has printed this line, with the time; rejects if it ended before. */
  says(line: string): Promise<number>;
  /** Its exit code; null if it was killed. */
  ended(): Promise<number | null>;
}

function startWorker(home: string, how: 'kill' | 'cut', ids: readonly string[]): Worker {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'erasure-worker.ts'), how, ...ids], {
    env: {
      ...process.env,
      ATALAIA_DATA: join(home, 'data'),
      ATALAIA_KEYS: join(home, 'keys'),
      ATALAIA_KEY_REPLICA: join(home, 'replica'),
      ATALAIA_RULES: join(home, 'packs'),
      ATALAIA_SEED: undefined,
      KILLS: undefined,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const said = new Map<string, PromiseWithResolvers<number>>();
  const of = (line: string) => {
    const one = said.get(line) ?? Promise.withResolvers<number>();
    said.set(line, one);
    return one;
  };
  createInterface({ input: child.stdout }).on('line', (line) => of(line).resolve(performance.now()));
  return {
    child,
    says: (line) =>
      Promise.race([
        of(line).promise,
        ended.then((code) => {
          throw new Error(`The worker ended with ${code} before it said "${line}".`);
        }),
      ]),
    ended: () => ended,
  };
}
