/** Killed at any instant of an erasure and started again: each ends complete and once, and nobody else loses a word. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { auditEntries, conversations, type Erasure, erasures, messages, type Person, persons } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { randomFrom } from '../bench/chat-text.ts';
import { asAndroidText, type Line } from '../fixtures/chats.ts';
import { type Desk, openDesk, operator } from '../fixtures/import-desk.ts';
import { printedSeed } from '../fixtures/seed.ts';

/** 5 in CI; `npm run soak` asks for more. */
const kills = Number(process.env['KILLS'] ?? 5);
const lines = 240;
const bystander = 'Zuleica Bragança';

test(`erasures killed at ${kills} random instants end complete and once`, { timeout: 900_000 }, async () => {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-erasure-kill-'));
  try {
    const { going, words } = await bringEveryone(home);
    await killAgainAndAgain(home, going);
    await using desk = await openDesk(home);
    for (const person of going) await expectGone(desk, person);
    expect(await wordsOf(desk)).toEqual(words);
    expect(await verifyTrail(desk.deps, authorize(operator, 'audit:read'))).toMatchObject({ kind: 'intact' });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

/** A chat with each of those who go, and with one who stays. */
async function bringEveryone(home: string): Promise<{ going: readonly Person[]; words: readonly string[] }> {
  await using desk = await openDesk(home);
  const names = Array.from({ length: kills + 1 }, (_, n) => `Contato ${String.fromCodePoint(65 + n)} Sobrenome`);
  for (const name of [...names, bystander]) {
    await desk.bring(asAndroidText(chatWith(name)), { fileName: `Conversa do WhatsApp com ${name}.txt` });
  }
  for (const { number } of (await desk.conversations()).slice(0, 1)) await batchMessages(desk.deps, number);
  const all = (await desk.persons()).filter(({ role }) => role !== 'agent');
  const named = await Promise.all(all.map(async (person) => ({ person, name: await desk.nameOf(person.id) })));
  const going = named.filter(({ name }) => names.includes(name)).map(({ person }) => person);
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
async function killAgainAndAgain(home: string, going: readonly Person[]): Promise<void> {
  const random = randomFrom(printedSeed());
  let whole = 0;
  let cutShort = 0;
  const ids = going.map(({ id }) => id);
  for (const n of ids.keys()) {
    const { child, says, ended } = startWorker(home, ids.slice(0, n + 1));
    await says('begin');
    const begun = performance.now();
    const done = says('end').then(
      () => true,
      () => false,
    );
    // The first one is not killed: it shows how long an erasure takes. So does every one that was faster than its kill.
    if (whole === 0 || (await Promise.race([done, wait(random() * whole, false)]))) {
      expect(await done).toBe(true);
      whole = performance.now() - begun;
    } else {
      cutShort += 1;
      child.kill('SIGKILL');
    }
    await ended();
  }
  expect(cutShort, 'kills that fell inside an erasure').toBeGreaterThanOrEqual(kills / 2);
  expect(await startWorker(home, ids).ended()).toBe(0);
}

async function expectGone({ deps }: Desk, { id }: Person): Promise<void> {
  expect(await deps.records.get(persons, id)).toBeUndefined();
  const chats = await deps.records.find(conversations, { index: 'byContact', equals: { contact: id }, limit: 10 });
  expect(chats.items).toEqual([]);
  const written = await deps.records.count(messages, { index: 'byAuthor', equals: { author: id } });
  expect(written.get('all') ?? 0).toBe(0);
  const all = await deps.records.find(erasures, { index: 'byConfirmation', limit: 1000 });
  const own: readonly Erasure[] = all.items.map(({ doc }) => doc).filter(({ whole }) => whole.includes(id));
  expect(own).toMatchObject([{ state: 'erased', counts: { messages: lines } }]);
  const recorded = await deps.records.find(auditEntries, {
    index: 'bySubject',
    equals: { subject: own[0]?.id ?? '' },
    limit: 100,
  });
  expect(recorded.items.map(({ doc }) => doc.act)).toEqual(['erasure-certified', 'keys-destroyed', 'erasure-ended']);
}

interface Worker {
  readonly child: ChildProcess;
  /** Resolves when the worker has printed this line. */
  says(line: string): Promise<void>;
  /** Its exit code; null if it was killed. */
  ended(): Promise<number | null>;
}

function startWorker(home: string, args: readonly string[]): Worker {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'erasure-worker.ts'), ...args], {
    env: {
      ...process.env,
      ATALAIA_DATA: join(home, 'data'),
      ATALAIA_KEYS: join(home, 'keys'),
      ATALAIA_RULES: join(home, 'packs'),
      ATALAIA_SEED: undefined,
      KILLS: undefined,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const said = new Map<string, PromiseWithResolvers<void>>();
  const of = (line: string) => {
    const one = said.get(line) ?? Promise.withResolvers<void>();
    said.set(line, one);
    return one;
  };
  createInterface({ input: child.stdout }).on('line', (line) => of(line).resolve());
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
