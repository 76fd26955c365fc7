/** What storage promises when its process is killed at any instant. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Cursor, KeyOwner, Records } from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import { printedSeed } from '../fixtures/seed.ts';
import { seeded } from '../whatsapp/server/random.ts';
import type { Engine, Installation } from './engine.ts';
import { type Letter, letters } from './letters.ts';
import { blobIdOf, contentOf, letterOf, ownerOf, placeOf } from './written.ts';

/** What the child said was done, before it was killed. */
interface Said {
  readonly inserted: Set<number>;
  readonly blobs: Set<number>;
  readonly jobs: Set<number>;
  readonly shredded: Set<number>;
  /** The greatest version of the counter that was answered. */
  counter: number;
}

export function testCrash(engine: Engine): void {
  describe(`a process killed in the middle of its writes, on ${engine.name}`, () => {
    const seed = printedSeed();
    const random = seeded(seed);
    it(`has lost nothing it answered and left nothing half-written, six times (seed ${seed})`, async () => {
      await using installation = await engine.make();
      const said: Said = { inserted: new Set(), blobs: new Set(), jobs: new Set(), shredded: new Set(), counter: 1 };
      for (let round = 0; round < 6; round++) {
        await killedAfter(1 + Math.floor(random() * 300), engine, installation, said);
        await checkAll(installation, said);
      }
      expect(said.inserted.size).toBeGreaterThan(6);
    });
  });
}

/** Runs the writer until it has given so many answers, kills it, and reads what it still had said. */
async function killedAfter(answers: number, engine: Engine, installation: Installation, said: Said): Promise<void> {
  const writer = join(import.meta.dirname, 'writer.ts');
  const begin = Math.max(0, ...said.inserted) + 10_000;
  const child = spawn(process.execPath, [writer, engine.module, installation.address, String(begin)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (bytes: Buffer) => errors.push(bytes.toString()));
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    note(line, said);
    count += 1;
    if (count === answers) child.kill('SIGKILL');
  }
  if (count < answers) throw new Error(`The writer ended by itself: ${errors.join('')}`);
}

function note(line: string, said: Said): void {
  const [what, number] = line.split(' ');
  const n = Number(number);
  if (what === 'inserted') said.inserted.add(n);
  if (what === 'blob') said.blobs.add(n);
  if (what === 'job') said.jobs.add(n);
  if (what === 'shredded') said.shredded.add(n);
  if (what === 'counter') said.counter = Math.max(said.counter, n);
}

async function checkAll(installation: Installation, said: Said): Promise<void> {
  const { records, vault, blobs, queue, keys, ...storage } = await installation.open();
  const found = new Set<number>();
  for await (const doc of everyLetter(records)) {
    // Also what was not answered any more is there whole or not at all.
    const n = doc.at;
    found.add(n);
    expect(doc, `letter ${n}`).toMatchObject(letterOf(n));
    const destroyed = await keys.isDestroyed(ownerOf(n) as KeyOwner);
    const text = doc.sealedText && (await vault.openText(placeOf(n), doc.sealedText));
    expect(text, `text of letter ${n}`).toBe(destroyed ? undefined : contentOf(n));
    expect([undefined, 100_000], `blob ${n}`).toContain(await blobs.size(blobIdOf(n)));
  }
  expect([...said.inserted].filter((n) => !found.has(n))).toEqual([]);
  for (const n of said.shredded) expect(await vault.keyOf(ownerOf(n) as KeyOwner)).toBeUndefined();
  expect((await records.get(letters, 'counter'))?.version ?? 1).toBeGreaterThanOrEqual(said.counter);
  for (const n of said.blobs) expect(await blobs.size(blobIdOf(n)), `blob ${n}`).toBe(100_000);
  const left = new Set([...said.jobs].map(String));
  const all = Promise.withResolvers<void>();
  await using _consumer = queue.consume('crash', 50, async (job) => {
    left.delete(job.id);
    if (left.size === 0) all.resolve();
  });
  if (left.size > 0) await all.promise;
  said.jobs.clear();
  await storage[Symbol.asyncDispose]();
}

async function* everyLetter(records: Records): AsyncIterable<Letter> {
  let after: Cursor | undefined;
  do {
    const page = await records.find(letters, {
      index: 'byTime',
      limit: 500,
      ...(after === undefined ? {} : { after }),
    });
    for (const { doc } of page.items) if (doc.id !== 'counter') yield doc;
    after = page.next;
  } while (after !== undefined);
}
