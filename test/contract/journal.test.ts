/** What a number's journal promises: durable, whole, in order, owned by one, unreadable at rest. */
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { type JournalStore, type Storage, StorageFault } from '@atalaia/storage';
import { describe, expect, it } from 'vitest';
import { hunt, needlesOfWord } from '../faults/hunt.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { seeded } from '../whatsapp/server/random.ts';
import { engine } from './embedded.ts';

const worker = join(import.meta.dirname, 'journal-worker.ts');
const bytes = (text: string) => Buffer.from(text);

async function open(storage: Storage, name = 'number-1'): Promise<JournalStore> {
  const opened = await storage.openJournal(name);
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
  return opened.journal;
}

const text = (value: Uint8Array | undefined) => value && Buffer.from(value).toString();

describe('a journal', () => {
  it('answers what was committed, also after it was opened again', async () => {
    await using installation = await engine.make();
    const storage = await installation.open();
    const journal = await open(storage);
    journal.commit([
      { space: 'party', key: 'ana', value: bytes('1') },
      { space: 'chat', key: 'ana', value: bytes('2') },
    ]);
    journal.commit([{ space: 'party', key: 'ana', value: bytes('3') }]);
    await storage[Symbol.asyncDispose]();
    const again = await open(await installation.open());
    expect([text(again.get('party', 'ana')), text(again.get('chat', 'ana'))]).toEqual(['3', '2']);
    expect([again.get('party', 'bia'), again.count('party'), again.count('inbox')]).toEqual([undefined, 1, 0]);
    again.commit([{ space: 'party', key: 'ana', value: null }]);
    expect([again.get('party', 'ana'), again.count('party'), again.count('chat')]).toEqual([undefined, 0, 1]);
  });

  it('lists the rows of a space in their order, from a place on, with keys and values as they were put', async () => {
    await using installation = await engine.make();
    const journal = await open(await installation.open());
    journal.commit([
      { space: 'inbox', key: 'c', value: bytes('third'), order: 30 },
      { space: 'inbox', key: 'a', value: bytes('first'), order: 10 },
      { space: 'inbox', key: 'b\u{1f600}\ud800', value: bytes('second'), order: 20 },
      { space: 'other', key: 'a', value: bytes('elsewhere'), order: 15 },
    ]);
    const rows = (from?: number, limit = 10) =>
      journal
        .list('inbox', from === undefined ? { limit } : { from, limit })
        .map(({ key, value, order }) => [key, text(value), order]);
    const all = [
      ['a', 'first', 10],
      ['b\u{1f600}\ud800', 'second', 20],
      ['c', 'third', 30],
    ];
    expect(rows()).toEqual(all);
    expect(rows(20)).toEqual(all.slice(1));
    expect(rows(11, 1)).toEqual(all.slice(1, 2));
    journal.commit([{ space: 'inbox', key: 'a', value: bytes('first, moved'), order: 40 }]);
    expect(rows().map(([key]) => key)).toEqual(['b\u{1f600}\ud800', 'c', 'a']);
    expect(() => journal.list('inbox', { limit: 0 })).toThrow(TypeError);
  });

  it('keeps rows without a place in the order of their first writing', async () => {
    await using installation = await engine.make();
    const journal = await open(await installation.open());
    for (const key of ['c', 'a', 'b', 'a']) journal.commit([{ space: 'key', key, value: bytes(key) }]);
    expect(journal.list('key', { limit: 10 }).map(({ key }) => key)).toEqual(['c', 'a', 'b']);
  });

  it('shows at once, and keeps with the next commit, what may wait for it', async () => {
    await using installation = await engine.make();
    const storage = await installation.open();
    const journal = await open(storage);
    const broken = { space: 'party', key: 'bia', value: bytes('1'), order: Number.NaN };
    journal.commit([{ space: 'inbox', key: 'a', value: bytes('told') }]);
    expect(() => journal.commit([{ space: 'inbox', key: 'a', value: null }, broken], 'with-next')).toThrow(
      StorageFault,
    );
    expect(text(journal.get('inbox', 'a'))).toBe('told');
    journal.commit([{ space: 'inbox', key: 'a', value: null }], 'with-next');
    expect(journal.count('inbox')).toBe(0);
    journal.commit([{ space: 'inbox', key: 'b', value: bytes('next') }]);
    await storage[Symbol.asyncDispose]();
    const again = await open(await installation.open());
    expect(again.list('inbox', { limit: 10 }).map(({ key }) => key)).toEqual(['b']);
  });

  it('commits all of it or nothing', async () => {
    await using installation = await engine.make();
    const storage = await installation.open();
    const journal = await open(storage);
    journal.commit([{ space: 'party', key: 'ana', value: bytes('before') }]);
    const broken = { space: 'party', key: 'bia', value: bytes('x'), order: Number.NaN };
    expect(() => journal.commit([{ space: 'party', key: 'ana', value: bytes('after') }, broken])).toThrow(StorageFault);
    expect([text(journal.get('party', 'ana')), journal.count('party')]).toEqual(['before', 1]);
    journal.commit([{ space: 'party', key: 'ana', value: bytes('after') }]);
    expect(text(journal.get('party', 'ana'))).toBe('after');
  });

  it('counts its epochs', async () => {
    await using installation = await engine.make();
    const storage = await installation.open();
    const first = await open(storage);
    first[Symbol.dispose]();
    const second = await open(storage);
    expect([first.epoch, second.epoch]).toEqual([1, 2]);
    expect(() => first.commit([{ space: 'party', key: 'ana', value: bytes('1') }])).toThrow(StorageFault);
    expect(() => first.get('party', 'ana')).toThrow(StorageFault);
    await storage[Symbol.asyncDispose]();
    expect((await open(await installation.open())).epoch).toBe(3);
  });

  it('is apart from the journals of other numbers', async () => {
    await using installation = await engine.make();
    const storage = await installation.open();
    const [one, other] = [await open(storage, 'number-1'), await open(storage, 'number-2')];
    one.commit([{ space: 'party', key: 'ana', value: bytes('1') }]);
    expect([other.get('party', 'ana'), other.epoch]).toEqual([undefined, 1]);
    await expect(storage.openJournal('../number-1')).rejects.toThrow(TypeError);
  });

  it('has one owner, in this process and among all', async () => {
    await using installation = await engine.make();
    await using other = await engine.make();
    const storage = await installation.open();
    await open(storage);
    expect(await storage.openJournal('number-1')).toEqual({ kind: 'owned' });
    // A volume attached to two machines: each has a data folder of its own, and the same journals in it.
    mkdirSync(join(other.address, 'data'), { mode: 0o700, recursive: true });
    symlinkSync(join(installation.address, 'data', 'journals'), join(other.address, 'data', 'journals'));
    expect(saidBy('take', other.address)).toEqual([{ kind: 'owned' }]);
    await storage[Symbol.asyncDispose]();
    // Free, but sealed with keys that the other machine does not have.
    expect(saidBy('take', other.address)).toEqual([
      { kind: 'unusable', problem: expect.stringContaining('sealed with other keys') },
    ]);
    expect((await open(await installation.open())).epoch).toBe(2);
  });

  it('writes no more once its file was moved away or replaced', async () => {
    await using installation = await engine.make();
    const journal = await open(await installation.open());
    journal.commit([{ space: 'party', key: 'ana', value: bytes('1') }]);
    const file = join(installation.address, 'data', 'journals', 'number-1.sqlite');
    renameSync(file, `${file}.away`);
    expect(() => journal.commit([{ space: 'party', key: 'ana', value: bytes('2') }])).toThrow(StorageFault);
    copyFileSync(`${file}.away`, file);
    expect(() => journal.commit([{ space: 'party', key: 'ana', value: bytes('3') }])).toThrow(StorageFault);
  });

  it('loses nothing that it answered and halves nothing when its process is killed', async () => {
    await using installation = await engine.make();
    const random = seeded(printedSeed());
    let begin = 1;
    for (let round = 0; round < 6; round++) {
      const answered = await killedAfter(1 + Math.floor(random() * 200), installation.address, begin);
      const storage = await installation.open();
      const journal = await open(storage);
      const left = Number(text(journal.get('pair', 'left'))?.replaceAll('.', ''));
      expect(left).toBeGreaterThanOrEqual(answered);
      expect(journal.get('pair', 'right')).toEqual(journal.get('pair', 'left'));
      const kept = journal.list('inbox', { limit: 10_000 }).map(({ order }) => order);
      expect(kept).toEqual(Array.from({ length: left }, (_, n) => n + 1));
      begin = left + 1;
      await storage[Symbol.asyncDispose]();
    }
  });

  it('refuses whole what a full disk does not take, and goes on once there is room', async () => {
    await using installation = await engine.make();
    const child = spawn(process.execPath, [worker, 'fill', installation.address], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const said: object[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(JSON.parse(line) as object);
      const limit = said.length === 1 ? '1000000' : 'unlimited';
      execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${limit}:unlimited`]);
      child.stdin.write('go on\n');
    }
    expect(said).toEqual([{ ready: true }, { fault: 'disk', whole: true }, { recovered: true, kept: 1 }]);
  });

  it('shows nothing at rest: neither keys nor values, not even in hashes that anybody could try', async () => {
    await using installation = await engine.make();
    const storage = await installation.open();
    const journal = await open(storage);
    journal.commit([{ space: 'alias', key: 'phone:+5511987654321', value: bytes('segredo da Ana') }]);
    const needles = ['5511987654321', 'segredo'].flatMap(needlesOfWord);
    const data = join(installation.address, 'data');
    expect(hunt(needles, [data])).toEqual([]);
    await storage[Symbol.asyncDispose]();
    expect(hunt(needles, [data])).toEqual([]);
    expect(hunt(needles, [], { planted: 'phone:+5511987654321' })).not.toEqual([]);
  });

  it('overwrites what was removed, once its log is emptied', async () => {
    await using installation = await engine.make();
    const storage = await installation.open();
    const journal = await open(storage);
    const keep = Array.from({ length: 50 }, (_, n) => ({ space: 'inbox', key: `k${n}`, value: Buffer.alloc(900, n) }));
    journal.commit([...keep, { space: 'inbox', key: 'gone', value: bytes('to be removed') }]);
    journal.emptyLog();
    const folder = join(installation.address, 'data', 'journals');
    const box = lastBoxIn(folder, installation.address);
    const needle = { meaning: 'the sealed row', bytes: box };
    expect(hunt([needle], [folder])).not.toEqual([]);
    journal.commit([{ space: 'inbox', key: 'gone', value: null }]);
    journal.emptyLog();
    expect(hunt([needle], [folder])).toEqual([]);
    expect(journal.count('inbox')).toBe(50);
  });

  it('says what to do when its file is damaged', async () => {
    await using installation = await engine.make();
    const storage = await installation.open();
    mkdirSync(join(installation.address, 'data', 'journals'), { recursive: true });
    copyFileSync(worker, join(installation.address, 'data', 'journals', 'number-1.sqlite'));
    expect(await storage.openJournal('number-1')).toEqual({
      kind: 'unusable',
      problem: expect.stringContaining('move the file away and link the number anew'),
    });
  });
});

/** Reads a copy: the journal itself is locked. */
function lastBoxIn(folder: string, address: string): Buffer {
  const copy = join(address, 'copy.sqlite');
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), copy + name.replace(/^.*\.sqlite/, ''));
  const db = new DatabaseSync(copy);
  const row = db.prepare('SELECT sealed FROM rows ORDER BY sequence DESC LIMIT 1').get();
  db.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
  return Buffer.from(row?.['sealed'] as Uint8Array);
}

function saidBy(task: string, address: string): readonly unknown[] {
  const output = execFileSync(process.execPath, [worker, task, address], { encoding: 'utf8' });
  return output
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

/** The greatest commit that was answered before the kill. */
async function killedAfter(answers: number, address: string, begin: number): Promise<number> {
  const child = spawn(process.execPath, [worker, 'write', address, String(begin)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let count = 0;
  let answered = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    answered = (JSON.parse(line) as { committed: number }).committed;
    count += 1;
    if (count === answers) child.kill('SIGKILL');
  }
  if (count < answers) throw new Error('The writer ended by itself.');
  return answered;
}
