/** SIGKILL at random instants while an export is made: after a restart it ends whole and once, and leaves nothing else. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { auditEntries, exportFiles, openStorage, type Storage } from '@atalaia/storage';
import { afterAll, expect, it } from 'vitest';
import { printedSeed } from '../fixtures/seed.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { seeded } from '../whatsapp/server/random.ts';

/** Five in CI, thirty with KILLS=30. */
const kills = Number(process.env['KILLS'] ?? 5);
const home = mkdtempSync(join(tmpdir(), 'atalaia-export-kills-'));

afterAll(() => rmSync(home, { recursive: true, force: true }));

it('each time it is killed it begins again, until it ends complete and once', {
  timeout: 300_000 + kills * 30_000,
}, async () => {
  const random = seeded(printedSeed());
  // The first one is not killed: it shows how long an export takes.
  const whole = startWorker('kill');
  await said(whole, 'ready');
  const begun = performance.now();
  await said(whole, 'over');
  const takes = performance.now() - begun;
  await once(whole, 'close');
  const left: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const child = startWorker('kill');
    const closed = once(child, 'close');
    await said(child, 'ready');
    // Each fifth of it is met as often.
    await Promise.race([closed, wait(((kill % 5) + random()) * (takes / 5))]);
    child.kill('SIGKILL');
    await closed;
    left.push(await whatIsLeft());
  }
  console.info(`killed while ${left.join('; ')}`);
  expect(left.filter((state) => state !== 'done').length, 'kills in an export').toBeGreaterThanOrEqual(kills / 2);

  const last = startWorker('end');
  const lines = await said(last, 'over');
  await once(last, 'close');
  await using storage = await openHome();
  const made = (await storage.records.find(exportFiles, { index: 'byState', limit: 1000 })).items;
  expect(lines.filter((line) => line.startsWith('ended'))).toEqual(made.map(() => 'ended done consistent 600'));
  const entries = await storage.records.find(auditEntries, { index: 'byTime', limit: 1000 });
  for (const { doc } of made) {
    const own = entries.items.filter((entry) => entry.doc.detail['export'] === doc.id).map((entry) => entry.doc.act);
    expect(own).toEqual(['export-begun', 'export-ended', 'export-downloaded']);
  }
  expect(blobs()).toHaveLength(made.length);
});

function startWorker(how: 'kill' | 'end'): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'export-worker.ts'), home, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Resolves with all it has said since it was last listened to, once it has said this line. */
async function said(child: ChildProcess, wanted: string): Promise<readonly string[]> {
  const lines: string[] = [];
  if (child.stdout === null) throw new Error('The worker has no output.');
  const output = createInterface({ input: child.stdout });
  for await (const line of output) {
    lines.push(line);
    if (line === wanted) break;
  }
  if (lines.at(-1) !== wanted) throw new Error(`The worker ended without saying ${wanted}: ${lines.join()}`);
  return lines;
}

/** How the export that was made last stands, and how many files beside those of finished ones are begun. */
async function whatIsLeft(): Promise<string> {
  const files = blobs().length;
  await using storage = await openHome();
  const all = (await storage.records.find(exportFiles, { index: 'byState', limit: 1000 })).items.map(({ doc }) => doc);
  const state = all.find((one) => one.state !== 'done')?.state;
  return state === undefined ? 'done' : `${state} with ${files - all.length + 1} files`;
}

async function openHome(): Promise<Storage> {
  const folders = { dataDir: join(home, 'data'), keysDir: join(home, 'keys') };
  const opened = await openStorage({ ...folders, masterKey: { kind: 'file' }, clock: Date.now, newId });
  if (opened.kind !== 'opened') throw new Error('The storage did not open.');
  return opened.storage;
}

function blobs(): readonly string[] {
  const folder = join(home, 'data', 'blobs');
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.filter((name) => statSync(join(folder, name)).isFile());
}
