/** A person's export: what it holds, what it leaves out, and that no byte of it can be changed unseen. */
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { auditEntries, exportFiles, persons } from '@atalaia/storage';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { verifyVerb } from '../../monitor/src/cli/verify.ts';
import { removeExport } from '../../monitor/src/export/change.ts';
import { downloadExport } from '../../monitor/src/export/download.ts';
import { openExports } from '../../monitor/src/export/runner.ts';
import { exportJsonSchema } from '../../monitor/src/export/schema.ts';
import { exportBlob } from '../../monitor/src/export/waiting.ts';
import { Problem } from '../../monitor/src/problem.ts';
import { type ExportedArchive, exportedArchive, traps } from '../fixtures/exported-archive.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { filesIn, regionsOf } from '../fixtures/zip-regions.ts';

const run = promisify(execFile);
let here: ExportedArchive;
let zip: Buffer;
let files: ReadonlyMap<string, Buffer>;
const home = mkdtempSync(join(tmpdir(), 'atalaia-export-'));

beforeAll(async () => {
  here = await exportedArchive();
  zip = await here.zipOf(here.carla);
  files = filesIn(zip, inflateRawSync);
});

afterAll(async () => {
  await here[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

async function verified(path: string, ...args: string[]): Promise<{ exit: number; said: string }> {
  let said = '';
  const say = async (text: string) => {
    said += text;
  };
  const io = { out: say, err: say, progress() {}, input: nothing(), cwd: home, actor: { kind: 'system' as const } };
  return { exit: await verifyVerb.run([path, ...args], io), said };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function textOf(name: string): string {
  return files.get(name)?.toString('utf8') ?? '';
}

describe('what it holds', () => {
  it('the person’s own words and files, in every form', () => {
    const document = JSON.parse(textOf('data.json')) as { messages: { text: string; file: { path: string } | null }[] };
    expect(document.messages).toHaveLength(6);
    const path = document.messages.find(({ file }) => file)?.file?.path ?? '';
    expect(path).toMatch(/^files\/1\/m[A-Za-z0-9_-]+\.png$/);
    expect(files.get(path)?.subarray(1, 4).toString()).toBe('PNG');
    for (const name of ['data.json', 'messages.csv', 'chats/1/2026-03.html']) {
      expect(textOf(name)).toContain('Preciso da segunda via do boleto.');
    }
    expect([...files.keys()]).toContain('chats/1/2026-04.html');
    expect(files.get('messages.pdf')?.subarray(0, 5).toString()).toBe('%PDF-');
    expect(textOf('schema.json')).toBe(exportJsonSchema());
    const published = readFileSync(join(import.meta.dirname, '../../docs/export-schema.json'), 'utf8');
    expect(JSON.parse(published)).toEqual(JSON.parse(exportJsonSchema()));
  });

  it('nobody else: their words are left out, their names and numbers are covered', () => {
    for (const [name, bytes] of files) {
      const text = bytes.toString('utf8');
      for (const foreign of [
        'Segredo do Bruno',
        'Bruno Bastos',
        '97654-3210',
        '97654–3210',
        '97654_3210',
        'Ana Atendente',
      ]) {
        expect(text.includes(foreign), `${foreign} in ${name}`).toBe(false);
      }
    }
    expect(textOf('data.json')).toContain('98765-4321');
  });

  it('nothing that runs: names and words that are paths, formulas and scripts are harmless', () => {
    for (const name of files.keys()) expect(name).toMatch(/^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)*$/);
    const page = textOf('chats/1/2026-03.html');
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;');
    expect(textOf('messages.csv')).not.toMatch(/(^|,|\n)"?[=+@-]/);
    expect(textOf('messages.csv')).toContain(`"'${traps.text.replaceAll('"', '""')}"`);
  });
});

describe('what proves it', () => {
  it('is accepted: with the fingerprint as proved, without it as consistent only', async () => {
    const path = join(home, 'whole.zip');
    writeFileSync(path, zip);
    const { fingerprint } = here.archive.deps.signer;
    expect(await verified(path, '--fingerprint', fingerprint)).toMatchObject({ exit: 0 });
    const alone = await verified(path);
    expect(alone.exit).toBe(0);
    expect(alone.said).toContain('Consistent, origin not proved');
    const other = await verified(path, '--fingerprint', 'ab'.repeat(32));
    expect(other.exit).toBe(1);
    expect(other.said).toContain('another key');
  });

  it('each of 100 single-byte changes is refused, and the file is named, here and by the verifier from the ZIP alone', async () => {
    const random = seeded(printedSeed());
    const regions = regionsOf(zip);
    const alone = join(home, 'alone');
    for (const [name, bytes] of files) {
      mkdirSync(dirname(join(alone, name)), { recursive: true });
      writeFileSync(join(alone, name), bytes);
    }
    const changes: { readonly path: string; readonly file: string | null }[] = [];
    for (let index = 0; index < 100; index++) {
      // Half of them anywhere; half in any file's head, line or end, which are small and else rarely hit.
      const region = regions[random(regions.length)];
      const at = index % 2 === 0 || !region ? random(zip.length) : region.start + random(region.end - region.start);
      const altered = Buffer.from(zip);
      altered[at] = (altered[at] ?? 0) ^ (1 + random(255));
      const path = join(alone, `${index}.zip`);
      writeFileSync(path, altered);
      changes.push({ path, file: regions.find(({ start, end }) => at >= start && at < end)?.file ?? null });
    }
    for (const { path, file } of changes) {
      const { exit, said } = await verified(path);
      expect({ path, exit }).toEqual({ path, exit: 1 });
      expect(said).toContain(`was altered: ${file ?? 'the ZIP itself'}:`);
    }
    writeFileSync(join(alone, 'driver.mjs'), driver);
    const { stderr, stdout } = await run(process.execPath, ['driver.mjs', ...changes.map(({ path }) => path)], {
      cwd: alone,
    });
    expect(stdout).toBe('');
    const said = stderr.trim().split('\n');
    expect(said).toEqual(changes.flatMap(({ file }) => [`ALTERADO: ${file ?? 'o fim do próprio ZIP'}`, '1']));
  }, 30_000);

  it('nothing may be added behind it, and no ZIP that unpacks to far more is unpacked', async () => {
    const path = join(home, 'longer.zip');
    writeFileSync(path, Buffer.concat([zip, Buffer.from('x')]));
    expect((await verified(path)).exit).toBe(1);
    writeFileSync(path, Buffer.alloc(0));
    expect((await verified(path)).exit).toBe(1);
  });
});

it('the trail says that it was begun before anything was opened, what was left out, and that it was handed out', async () => {
  const { records } = here.archive.deps;
  const found = await records.find(auditEntries, { index: 'bySubject', equals: { subject: here.carla }, limit: 100 });
  const acts = found.items.map(({ doc }) => doc.act);
  expect(acts).toEqual(expect.arrayContaining(['export-begun', 'export-ended', 'export-downloaded']));
  const begun = found.items.find(({ doc }) => doc.act === 'export-begun');
  expect(begun?.doc.detail).toMatchObject({ openAlertsOmitted: 0, since: null });
});

it('an export that a stop interrupted begins again, once; erasing takes away what is staged', async () => {
  const { records, blobs } = here.archive.deps;
  const [first] = (await records.find(exportFiles, { index: 'byPerson', equals: { person: here.carla }, limit: 1 }))
    .items;
  if (!first) throw new Error('There is no export.');
  const { sealedFileKey: _, ...rest } = first.doc;
  const interrupted = { ...rest, state: 'running' as const, size: null, sha256: null };
  expect(await records.replace(exportFiles, first.version, interrupted)).toBe('replaced');
  await using again = openExports(here.archive.deps);
  await again.resume();
  const ended = await again.ended(first.doc.id);
  expect(ended).toMatchObject({ state: 'done', person: here.carla });
  const bytes = await here.bytesOf(first.doc.id);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(ended?.sha256);

  await removeExport(here.archive.deps, { kind: 'system' }, first.doc.id);
  expect(await blobs.size(exportBlob(first.doc.id))).toBeUndefined();
  expect((await records.get(exportFiles, first.doc.id))?.doc).toMatchObject({ state: 'removed', blob: null });
});

/** Runs the verifier of the ZIP over many ZIPs in one process, each time as if it had been started for it alone. */
const driver = `
  for (const path of process.argv.slice(2)) {
    process.argv[2] = path;
    await import('./verify.mjs?' + path);
    console.error(process.exitCode);
  }
  process.exitCode = 0;
`;

/** A small generator of whole numbers below `most` (mulberry32). */
function seeded(seed: number): (most: number) => number {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}

test('a download ends in the middle once its person is being erased, or whoever takes it may not any more', async () => {
  await using desk = await exportedArchive();
  const { archive, carla, chat } = desk;
  const { records } = archive.deps;
  const big = { name: 'longo.bin', open: async () => Readable.from([randomBytes(4 * 1024 * 1024)]) };
  await archive.say(chat, carla, 'grande', { kind: 'document', file: big });
  const whole = await desk.zipOf(carla);
  const made = await records.find(exportFiles, { index: 'byPerson', equals: { person: carla }, limit: 1 });
  const id = made.items[0]?.doc.id ?? '';
  const may = authorize({ kind: 'operator', name: 'fixture' }, 'person:export');
  const take = async (stillMay: () => Promise<typeof may>, meanwhile: () => Promise<void>) => {
    let taken = 0;
    const { bytes } = await downloadExport(archive.deps, may, id, stillMay);
    for await (const chunk of bytes) {
      if (taken === 0) await meanwhile();
      taken += chunk.length;
    }
    return taken;
  };
  expect(
    await take(
      async () => may,
      async () => {},
    ),
  ).toBe(whole.length);
  const nobody = () => Promise.reject(new Problem('not-permitted', 'It was taken away.'));
  await expect(take(nobody, async () => {})).rejects.toMatchObject({ code: 'not-permitted' });
  const lock = async () => {
    const found = await records.get(persons, carla);
    if (found) await records.replace(persons, found.version, { ...found.doc, state: 'locked' as const });
  };
  await expect(take(async () => may, lock)).rejects.toMatchObject({ code: 'person-locked' });
});
