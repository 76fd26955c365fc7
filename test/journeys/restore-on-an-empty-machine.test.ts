/** A machine is lost: from the backup of the data and the replica of the keys everything comes back, but nobody who was erased since. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { allThatOpens } from '../faults/all-that-opens.ts';
import { hunt, needlesOfWord } from '../faults/hunt.ts';
import { inProgram, restore } from '../fixtures/commands.ts';
import { type Folders, freshFolders } from '../program/start-program.ts';

const stated = ['--number', '+5511912345678', '--basis', 'exercise-of-rights'];
const [erased, stays] = ['+5521955510003', '+5521955510004'];

function chat(folders: Folders, name: string, words: string): string {
  const file = join(folders.home, `Conversa do WhatsApp com ${name}.txt`);
  writeFileSync(file, `04/03/2026 10:00 - ${name}: ${words}\n04/03/2026 10:05 - Atendente: certo, ${words}\n`);
  return file;
}

test('a backup and the replica restore everything but the erased; a backup that was altered restores nothing', async () => {
  using folders = freshFolders();
  const { home } = folders;
  const words = 'contrato sigilosíssimo';
  const backup = join(home, 'backup.atalaia');
  const first = { ...folders.environment, ATALAIA_KEY_REPLICA: join(home, 'replica') };
  const before = await inProgram(home, first, [
    ['import', chat(folders, 'Otávio Quaresma', words), ...stated, '--contact', erased],
    ['import', chat(folders, 'Inês Vasconcelos', 'bolo de fubá'), ...stated, '--contact', stays],
    ['backup', '--out', backup],
    ['person', 'erase', erased, '--reason', 'pediu', '--yes'],
  ]);
  expect(before.filter((output) => output.startsWith('failed'))).toEqual([]);
  expect(before[2]).toMatch(/Backed up \d+ records/);
  for (const folder of [folders.data, folders.keys]) rmSync(folder, { recursive: true });

  // Another machine: nothing but the replica, as its key folder.
  const places = { data: resolve(home, 'new/data'), keys: resolve(home, 'replica') };
  mkdirSync(places.data, { recursive: true, mode: 0o700 });
  const second = { ATALAIA_DATA: places.data, ATALAIA_KEYS: places.keys, ATALAIA_PORT: '0' };
  const bytes = readFileSync(backup);
  const altered = join(home, 'altered.atalaia');
  writeFileSync(altered, bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1));
  expect(await restore(home, second, altered)).toMatchObject({ status: 1, out: '' });
  expect(readdirSync(places.data)).toEqual([]);

  const restored = await restore(home, second, backup);
  expect(restored).toMatchObject({ status: 0, err: '' });
  expect(restored.out).toContain('1 persons were erased since');
  expect((await restore(home, second, backup)).err).toContain('not empty');
  const after = await inProgram(home, second, [
    ['person', 'find', stays],
    ['person', 'find', erased],
    ['audit', 'verify'],
  ]);
  expect(after.map((output) => output.startsWith('failed'))).toEqual([false, true, false]);
  expect(after[2]).toContain('The audit trail is intact');

  const needles = [words, 'Otávio Quaresma', erased.slice(1)].flatMap(needlesOfWord);
  expect(hunt(needles, [places.data, places.keys], { backup: bytes, ...(await allThatOpens(places)) })).toEqual([]);
});
