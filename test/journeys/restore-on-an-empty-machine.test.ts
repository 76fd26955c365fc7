/** A machine is lost: from the backup of the data and the replica of the keys everything comes back, but nobody who was erased since. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { allThatOpens } from '../faults/all-that-opens.ts';
import { hunt, needlesOfWord } from '../faults/hunt.ts';
import { atalaia, type Folders, freshFolders } from '../program/start-program.ts';

/** Each command is a process of its own; a busy machine takes its time. */
vi.setConfig({ testTimeout: 240_000 });

const stated = ['--number', '+5511912345678', '--basis', 'exercise-of-rights'];
const [erased, stays] = ['+5521955510003', '+5521955510004'];

function chat(folders: Folders, name: string, words: string): string {
  const file = join(folders.home, `Conversa do WhatsApp com ${name}.txt`);
  writeFileSync(file, `04/03/2026 10:00 - ${name}: ${words}\n04/03/2026 10:05 - Atendente: certo, ${words}\n`);
  return file;
}

/** Another machine: nothing but the replica, as its key folder. */
function emptyMachine(folders: Folders): Folders {
  const [data, keys] = [join(folders.home, 'new', 'data'), join(folders.home, 'replica')];
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const environment = { ...folders.environment, ATALAIA_DATA: data, ATALAIA_KEYS: keys, ATALAIA_KEY_REPLICA: '' };
  return { ...folders, data, keys, environment };
}

test('a backup and the replica restore everything but the erased; a backup that was altered restores nothing', async () => {
  using home = freshFolders();
  const folders = {
    ...home,
    environment: { ...home.environment, ATALAIA_KEY_REPLICA: join(home.home, 'replica') },
  };
  const run = async (machine: Folders, ...args: readonly string[]) => {
    const outcome = await atalaia(machine, args);
    expect(outcome, args.join(' ')).toMatchObject({ status: 0, stderr: '' });
    return outcome.stdout;
  };
  const words = 'contrato sigilosíssimo';
  await run(folders, 'import', chat(home, 'Otávio Quaresma', words), ...stated, '--contact', erased);
  await run(folders, 'import', chat(home, 'Inês Vasconcelos', 'bolo de fubá'), ...stated, '--contact', stays);
  const backup = join(home.home, 'backup.atalaia');
  expect(await run(folders, 'backup', '--out', backup)).toMatch(/Backed up \d+ records/);
  await run(folders, 'person', 'erase', erased, '--reason', 'pediu', '--yes');
  for (const folder of [home.data, home.keys]) rmSync(folder, { recursive: true });

  const machine = emptyMachine(home);
  const bytes = readFileSync(backup);
  const altered = join(home.home, 'altered.atalaia');
  writeFileSync(altered, bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1));
  expect(await atalaia(machine, ['restore', altered])).toMatchObject({ status: 1, stdout: '' });
  expect(readdirSync(machine.data)).toEqual([]);

  expect(await run(machine, 'restore', backup)).toContain('1 persons were erased since');
  expect(await run(machine, 'person', 'find', stays)).toContain('2');
  expect((await atalaia(machine, ['person', 'find', erased])).status).toBe(1);
  expect(await run(machine, 'audit', 'verify')).toContain('The audit trail is intact');
  expect((await atalaia(machine, ['restore', backup])).stderr).toContain('not empty');

  const needles = [words, 'Otávio Quaresma', erased.slice(1)].flatMap(needlesOfWord);
  expect(hunt(needles, [machine.data, machine.keys], { backup: bytes, ...(await allThatOpens(machine)) })).toEqual([]);
});
