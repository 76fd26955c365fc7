/** A storage that cannot be trusted is refused with a sentence, and nothing in it is changed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type MasterKeyChoice, openStorage, type Storage } from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import { newId } from '../contract/embedded.ts';
import { letter, letters } from '../contract/letters.ts';

interface Folders extends Disposable {
  readonly root: string;
  readonly dataDir: string;
  readonly keysDir: string;
}

function folders(): Folders {
  const root = mkdtempSync(join(tmpdir(), 'atalaia-refused-'));
  const dispose = () => rmSync(root, { recursive: true, force: true });
  return { root, dataDir: join(root, 'data'), keysDir: join(root, 'keys'), [Symbol.dispose]: dispose };
}

const byFile: MasterKeyChoice = { kind: 'file' };
const byPassphrase = (passphrase: string): MasterKeyChoice => ({ kind: 'passphrase', passphrase });

function open(at: Pick<Folders, 'dataDir' | 'keysDir'>, masterKey: MasterKeyChoice = byFile) {
  return openStorage({ dataDir: at.dataDir, keysDir: at.keysDir, masterKey, clock: Date.now, newId });
}

async function opened(at: Pick<Folders, 'dataDir' | 'keysDir'>, masterKey: MasterKeyChoice = byFile): Promise<Storage> {
  const answer = await open(at, masterKey);
  if (answer.kind !== 'opened') throw new Error(`Not opened: ${JSON.stringify(answer)}`);
  return answer.storage;
}

/** Made, filled with some letters and closed again. */
async function filled(at: Folders, masterKey: MasterKeyChoice = byFile): Promise<void> {
  await using storage = await opened(at, masterKey);
  await Promise.all(
    Array.from({ length: 300 }, (_, n) =>
      storage.records.insert(letters, letter(`l${n}`, { at: n, note: 'x'.repeat(900) })),
    ),
  );
}

async function refusal(at: Pick<Folders, 'dataDir' | 'keysDir'>, masterKey: MasterKeyChoice = byFile): Promise<string> {
  const answer = await open(at, masterKey);
  if (answer.kind !== 'unusable') throw new Error(`Expected a refusal, not ${answer.kind}.`);
  expect(answer.problem).toMatch(/^.{20,300}$/);
  return answer.problem;
}

/** What lies in the folders after each step of a first start, in its order; the last step makes the keys. */
const firstStarts: readonly Readonly<Record<string, 'whole' | 'empty' | 'unnamed' | 'without keys'>>[] = [
  { 'data/owner.sqlite': 'empty' },
  { 'data/owner.sqlite': 'whole', 'keys/keys.sqlite': 'empty' },
  { 'data/owner.sqlite': 'whole', 'keys/keys.sqlite': 'unnamed' },
  { 'data/owner.sqlite': 'whole', 'keys/keys.sqlite': 'unnamed', 'data/records.sqlite': 'empty' },
  { 'data/owner.sqlite': 'whole', 'keys/keys.sqlite': 'without keys', 'data/records.sqlite': 'empty' },
  { 'data/owner.sqlite': 'whole', 'keys/keys.sqlite': 'without keys', 'data/records.sqlite': 'whole' },
  { 'keys/keys.sqlite': 'without keys', 'data/records.sqlite': 'whole', 'keys/master.key': 'whole' },
];

describe('a storage', () => {
  it('has one owner: a second process is told so, until the first one is killed', async () => {
    using at = folders();
    const owner = join(import.meta.dirname, 'storage-owner.ts');
    const child = spawn(process.execPath, [owner, at.dataDir, at.keysDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    expect(await open(at)).toEqual({ kind: 'owned' });
    expect(await refusal({ dataDir: join(at.root, 'other'), keysDir: at.keysDir })).toContain(
      `has the key folder ${at.keysDir} open`,
    );
    expect(readdirSync(at.root).toSorted()).toEqual(['data', 'keys']);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await using first = await opened(at);
    expect(await open(at)).toEqual({ kind: 'owned' });
    expect(await first.records.get(letters, 'nobody')).toBeUndefined();
  });

  it('makes its folders for its own user alone', async () => {
    using at = folders();
    await filled(at);
    await using storage = await opened(at);
    await storage.queue.add('screen', 'one');
    for (const folder of [at.dataDir, at.keysDir]) {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const found = statSync(join(folder, name));
        expect(found.mode & 0o777, name).toBe(found.isDirectory() ? 0o700 : 0o600);
      }
    }
  });

  it('is refused when others can look into its folders or read its master key; empty folders are tightened', async () => {
    using at = folders();
    for (const folder of [at.dataDir, at.keysDir]) mkdirSync(folder, { mode: 0o755 });
    await filled(at);
    for (const path of [at.dataDir, at.keysDir, join(at.keysDir, 'master.key'), join(at.keysDir, 'keys.sqlite')]) {
      const mode = statSync(path).mode & 0o777;
      chmodSync(path, mode | 0o044);
      expect(await refusal(at)).toContain(`run chmod ${mode.toString(8)} ${path}`);
      chmodSync(path, mode);
    }
    await (await opened(at))[Symbol.asyncDispose]();
  });

  it('is refused when keys and data do not lie apart, also behind a link', async () => {
    using at = folders();
    const { dataDir, keysDir } = at;
    expect(await refusal({ dataDir, keysDir: join(dataDir, 'keys') })).toContain('must lie apart');
    expect(await refusal({ dataDir: join(keysDir, 'data'), keysDir })).toContain('must lie apart');
    expect(await refusal({ dataDir, keysDir: dataDir })).toContain('must lie apart');
    symlinkSync(join(dataDir, 'keys'), join(at.root, 'link'));
    expect(await refusal({ dataDir, keysDir: join(at.root, 'link') })).toContain('must lie apart');
    expect(readdirSync(at.root)).toEqual(['link']);
  });

  it('is refused without its keys, and with those of another archive', async () => {
    using at = folders();
    using other = folders();
    await filled(at);
    await filled(other);
    expect(await refusal({ dataDir: at.dataDir, keysDir: other.keysDir })).toContain('belong to another archive');
    expect(await refusal({ dataDir: at.dataDir, keysDir: join(at.root, 'empty') })).toContain('restore the key folder');
    expect(readdirSync(at.root).toSorted()).toEqual(['data', 'keys']);
    const key = readFileSync(join(at.keysDir, 'master.key'));
    rmSync(join(at.keysDir, 'master.key'));
    expect(await refusal(at)).toContain('master.key is missing');
    cpSync(join(other.keysDir, 'master.key'), join(at.keysDir, 'master.key'));
    expect(await refusal(at)).toContain('does not open the keys');
    writeFileSync(join(at.keysDir, 'master.key'), 'nonsense');
    expect(await refusal(at)).toContain('is damaged');
    writeFileSync(join(at.keysDir, 'master.key'), key);
    await using storage = await opened(at);
    expect(await storage.records.count(letters, { index: 'byTime' })).toEqual(new Map([['all', 300]]));
  });

  it('is refused when its archive is lost: an empty one never takes its place', async () => {
    using at = folders();
    await filled(at);
    const records = join(at.dataDir, 'records.sqlite');
    const whole = readFileSync(records);
    const losses: Readonly<Record<string, () => void>> = {
      'the file gone': () => rmSync(records),
      'no byte in it': () => writeFileSync(records, ''),
      'no table in it': () => {
        rmSync(records);
        using db = new DatabaseSync(records);
        db.exec('PRAGMA user_version = 1');
        chmodSync(records, 0o600);
      },
    };
    for (const [what, lose] of Object.entries(losses)) {
      lose();
      expect(await refusal(at), what).toContain('holds no archive: restore the data folder');
      expect(await refusal(at), what).toContain('holds no archive: restore the data folder');
      writeFileSync(records, whole);
    }
    expect(await refusal({ dataDir: join(at.root, 'new'), keysDir: at.keysDir })).toContain('holds no archive');
    expect(readdirSync(at.root).toSorted()).toEqual(['data', 'keys']);
    await using storage = await opened(at);
    expect(await storage.records.count(letters, { index: 'byTime' })).toEqual(new Map([['all', 300]]));
  });

  it('opens after its first start was killed at any step', async () => {
    using made = folders();
    await (await opened(made))[Symbol.asyncDispose]();
    const paths = readdirSync(made.root, { recursive: true, encoding: 'utf8' });
    expect(paths).toContain(join('keys', 'master.key'));
    for (const kept of firstStarts) {
      using at = folders();
      for (const [name, content] of Object.entries(kept)) {
        const path = join(at.root, name);
        mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
        if (content === 'empty') writeFileSync(path, '', { mode: 0o600 });
        else cpSync(join(made.root, name), path);
        if (content === 'without keys') {
          using db = new DatabaseSync(path);
          db.exec('DELETE FROM keys');
        }
        if (content === 'unnamed') {
          using db = new DatabaseSync(path);
          db.exec("DELETE FROM keys; DELETE FROM meta WHERE key = 'installation'");
        }
      }
      await filled(at);
    }
  });

  it('opens with its passphrase only, however it was typed, and never with a short one', async () => {
    using at = folders();
    expect(await refusal(at, byPassphrase('curta'))).toContain('too short');
    await filled(at, byPassphrase('vigília da torre'));
    expect(readdirSync(at.keysDir)).not.toContain('master.key');
    expect(await refusal(at, byPassphrase('vigilia da torre'))).toBe('The passphrase is wrong.');
    expect(await refusal(at)).toContain('opens with a passphrase');
    await (await opened(at, byPassphrase('vigília da torre'.normalize('NFD'))))[Symbol.asyncDispose]();
    using made = folders();
    await filled(made);
    expect(await refusal(made, byPassphrase('vigília da torre'))).toContain('not with a passphrase');
  });

  it.each(['records.sqlite', 'queue.sqlite', 'keys.sqlite'])('is refused when %s is damaged', async (name) => {
    using at = folders();
    await filled(at);
    const path = join(name.startsWith('keys') ? at.keysDir : at.dataDir, name);
    const whole = readFileSync(path);
    const damages: Readonly<Record<string, () => void>> = {
      'no database': () => writeFileSync(path, Buffer.alloc(whole.length, 'x')),
      'a page overwritten': () =>
        writeFileSync(path, Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(4096, 0xa5), whole.subarray(8192)])),
      'the end cut off': () => truncateSync(path, whole.length - 4096 - 100),
    };
    for (const [what, damage] of Object.entries(damages)) {
      damage();
      expect(await refusal(at), what).toContain('damaged: restore');
      writeFileSync(path, whole);
    }
    await (await opened(at))[Symbol.asyncDispose]();
  });

  it('is refused when a newer version wrote it', async () => {
    using at = folders();
    await filled(at);
    const db = new DatabaseSync(join(at.dataDir, 'records.sqlite'));
    db.exec("UPDATE meta SET value = '99' WHERE key = 'layout'");
    db.close();
    expect(await refusal(at)).toContain('newer version of Atalaia (layout 99');
  });

  it('is refused in plain words where its folders are none', async () => {
    using at = folders();
    await filled(at);
    rmSync(join(at.dataDir, 'blobs'), { recursive: true });
    writeFileSync(join(at.dataDir, 'blobs'), 'a file');
    expect(await refusal(at)).toContain('cannot be read or written');
    rmSync(at.dataDir, { recursive: true });
    writeFileSync(at.dataDir, 'a file');
    expect(await refusal(at)).toContain(at.dataDir);
  });

  it('sweeps away at the start what a killed process left half-written', async () => {
    using at = folders();
    await filled(at);
    writeFileSync(join(at.dataDir, 'blobs', 'incoming', 'left'), 'half');
    await using _storage = await opened(at);
    expect(readdirSync(join(at.dataDir, 'blobs', 'incoming'))).toEqual([]);
  });
});
