/** SIGKILL at random instants while an export is made: after a restart it ends whole and once, and leaves nothing else. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { exportFiles, openStorage } from '@atalaia/storage';
import { afterAll, expect, it } from 'vitest';
import { printedSeed } from '../fixtures/seed.ts';
import { newId } from '../fixtures/temporary-storage.ts';

/** Five in CI, thirty with KILLS=30. */
const kills = Number(process.env['KILLS'] ?? 5);
const home = mkdtempSync(join(tmpdir(), 'atalaia-export-kills-'));

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Says `ready` once exports run, and `ended` with the state and the verdict once all have. */
function worker(step: 'begin' | 'resume'): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'export-worker.ts'), home, step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function said(child: ChildProcess, word: string): Promise<string> {
  let text = '';
  for await (const piece of child.stdout ?? []) {
    text += String(piece);
    const line = text.split('\n').find((one) => one.startsWith(word));
    if (line !== undefined) return line;
  }
  throw new Error(`The worker ended without saying ${word}: ${text}`);
}

it('each time it is killed it begins again, until it ends complete and once', async () => {
  let state = printedSeed();
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
  let met = 0;
  for (let kill = 0; kill < kills; kill++) {
    const child = worker(kill === 0 ? 'begin' : 'resume');
    const exited = once(child, 'exit');
    await said(child, 'ready');
    // The whole export takes a few hundred milliseconds: any part of it may be met.
    await wait(random() * 400);
    if (child.exitCode === null) met += 1;
    child.kill('SIGKILL');
    await exited;
  }
  expect(met, 'kills that met an export').toBeGreaterThan(0);
  const last = worker('resume');
  expect(await said(last, 'ended')).toBe('ended done consistent 600');
  await once(last, 'exit');

  const opened = await openStorage({
    dataDir: join(home, 'data'),
    keysDir: join(home, 'keys'),
    masterKey: { kind: 'file' },
    clock: Date.now,
    newId,
  });
  if (opened.kind !== 'opened') throw new Error('The storage did not open.');
  await using storage = opened.storage;
  const found = await storage.records.find(exportFiles, { index: 'byState', limit: 100 });
  expect(found.items.map(({ doc }) => doc.state)).toEqual(['done']);
  const folder = join(home, 'data', 'blobs');
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  expect(left).toHaveLength(1);
}, 120_000);
