/** Killed at any instant of an import and run again: every message once, every alert once, audit chains intact. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { type Alert, imports, type NumberId } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { batchMessages } from '../../monitor/src/audit/batch.ts';
import { verifyTrail } from '../../monitor/src/audit/verify.ts';
import { entriesOf } from '../fixtures/audit-entries.ts';
import { asAndroidText, type Line } from '../fixtures/chats.ts';
import { type Desk, openDesk, operator } from '../fixtures/import-desk.ts';
import { seeded } from '../whatsapp/server/random.ts';

/** 20 in CI; `npm run soak` asks for more (at most 99). */
const kills = Number(process.env['KILLS'] ?? 20);
const seed = Number(process.env['ATALAIA_SEED'] ?? Date.now() % 1_000_000);
console.info(`seed ${seed}`);

/** 40 minutes apart; two hits close together every 33 hours: an episode each time. */
const chat: readonly Line[] = Array.from({ length: 1000 }, (_, n) => ({
  minute: n * 40,
  author: n % 2 === 0 ? 'Otávio Quaresma' : 'Marina Vasconcelos',
  text: n % 50 === 48 || n % 50 === 49 ? `Me chama no zap pessoal, item ${n}` : `Item ${n} do pedido confirmado`,
}));
const episodes = chat.length / 50;
const phones = Array.from({ length: kills + 1 }, (_, n) => `+55119123456${String(n).padStart(2, '0')}`);

test(`imports killed at ${kills} random instants store every message once and raise every alert once`, {
  timeout: 900_000,
}, async () => {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-kill-'));
  try {
    const file = join(home, 'chat.txt');
    writeFileSync(file, asAndroidText(chat));
    await (await openDesk(home))[Symbol.asyncDispose]();
    await killAgainAndAgain(home, file);
    await using desk = await openDesk(home);
    await expectOnce(desk);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

/** Each process finishes the import that the one before it was killed in, and is killed in the next. */
async function killAgainAndAgain(home: string, file: string): Promise<void> {
  const random = seeded(seed);
  let whole = 0;
  let cutShort = 0;
  for (const [n, phone] of phones.entries()) {
    const unfinished = phones.slice(Math.max(0, n - 1), n);
    const worker = startWorker(home, [file, ...unfinished, phone]);
    await worker.says(`begin ${phone}`);
    const begun = performance.now();
    const done = worker.says(`end ${phone}`).then(
      () => true,
      () => false,
    );
    // The first one is not killed: it shows how long an import takes. So does every one that was faster than its kill.
    if (whole === 0 || (await Promise.race([done, wait(random() * whole, false)]))) {
      expect(await done).toBe(true);
      whole = performance.now() - begun;
    } else {
      cutShort += 1;
      worker.child.kill('SIGKILL');
    }
    await worker.ended();
  }
  expect(cutShort, 'kills that fell inside an import').toBeGreaterThanOrEqual(kills / 2);
  const last = startWorker(home, [file, ...phones.slice(-1)]);
  expect(await last.ended()).toBe(0);
}

interface Worker {
  readonly child: ChildProcess;
  /** Resolves when the worker has printed this line. */
  says(line: string): Promise<void>;
  /** Its exit code; null if it was killed. */
  ended(): Promise<number | null>;
}

function startWorker(home: string, args: readonly string[]): Worker {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'import-worker.ts'), ...args], {
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
  const lines = new Set<string>();
  const waiting = new Map<string, () => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.add(line);
    waiting.get(line)?.();
  });
  return {
    child,
    async says(line) {
      if (lines.has(line)) return;
      const heard = new Promise<void>((resolve) => waiting.set(line, resolve));
      const early = ended.then((code) => {
        throw new Error(`The worker ended with ${code} before it said "${line}".`);
      });
      await Promise.race([heard, early]);
    },
    ended: () => ended,
  };
}

async function expectOnce(desk: Desk): Promise<void> {
  const conversations = await desk.conversations();
  expect(conversations).toHaveLength(phones.length);
  const stored = Map.groupBy(await desk.messages(), ({ number }) => number);
  const raised = Map.groupBy(await desk.alerts(), ({ number }) => number);
  const expected = chat.map(({ text }) => text);
  for (const { number, messages } of conversations) {
    const own = (stored.get(number) ?? []).toSorted((a, b) => a.at - b.at || a.order - b.order);
    expect(messages).toBe(chat.length);
    expect(await Promise.all(own.map(desk.text))).toEqual(expected);
    expect(own.every(({ screening }) => screening === 'screened')).toBe(true);
    await expectAlertsOnce(desk, number, raised.get(number) ?? []);
  }
  const unfinished = await desk.deps.records.count(imports, {
    index: 'byState',
    equals: { state: ['waiting', 'running'] },
  });
  expect(unfinished.values().reduce((sum, count) => sum + count, 0)).toBe(0);
  for (const { number } of conversations) await batchMessages(desk.deps, number);
  expect(await verifyTrail(desk.deps, authorize(operator, 'audit:read'))).toMatchObject({
    kind: 'intact',
    messages: chat.length * phones.length,
  });
}

async function expectAlertsOnce(desk: Desk, number: NumberId, raised: readonly Alert[]): Promise<void> {
  expect(raised).toHaveLength(episodes);
  expect(raised.every(({ hitCount, hits }) => hitCount === 2 && new Set(hits).size === 2)).toBe(true);
  const recorded = (await entriesOf(desk.deps.records, number)).filter(({ act }) => act === 'alert-raised');
  expect(recorded.map(({ subject }) => subject).toSorted()).toEqual(raised.map(({ id }) => id).toSorted());
}
