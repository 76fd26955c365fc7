/** `atalaia import` and `parse`, typed at a terminal: alone, beside the running program, and wrongly. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { asAndroidText, insuranceChat } from '../fixtures/chats.ts';
import { noRules } from '../fixtures/no-rules.ts';
import { atalaia, type Folders, freshFolders, startProgram } from '../program/start-program.ts';

/** Each command is a process of its own; a busy machine takes its time. */
vi.setConfig({ testTimeout: 240_000 });

function chatFile(folders: Folders): string {
  const file = join(folders.home, 'Conversa do WhatsApp com Otávio Quaresma.txt');
  writeFileSync(file, asAndroidText(insuranceChat));
  return file;
}
const stated = ['--number', '+5511912345678', '--basis', 'exercise-of-rights'];

test('alone, it takes the data folder itself; again, it stores nothing', async () => {
  using folders = freshFolders(noRules);
  const file = chatFile(folders);
  const first = await atalaia(folders, ['import', file, ...stated, '--json']);
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(first.stdout)).toMatchObject({ entries: 7, stored: 7, alreadyStored: 0, withheld: 0 });
  const second = await atalaia(folders, ['import', file, ...stated, '--json']);
  expect(JSON.parse(second.stdout)).toMatchObject({ entries: 7, stored: 0, alreadyStored: 7, alerts: 0 });
});

test('beside the running program it works inside it, however long the folder’s path is', async () => {
  using folders = freshFolders(noRules);
  const data = join(folders.home, 'a'.repeat(120), 'data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const deep: Folders = { ...folders, data, environment: { ...folders.environment, ATALAIA_DATA: data } };
  await using program = await startProgram(deep);
  const outcome = await atalaia(deep, ['import', chatFile(folders), ...stated]);
  expect(outcome).toMatchObject({ status: 0, stderr: '' });
  expect(outcome.stdout).toContain('Stored 7 of them');
  expect(program.output()).not.toMatch(/Quaresma|frigor|12345678/);
});

test('what is wrong is one sentence on standard error, and the exit code is not 0', async () => {
  using folders = freshFolders(noRules);
  const file = chatFile(folders);
  const bad = join(folders.home, 'lista.txt');
  writeFileSync(bad, 'arroz\nfeijão\n');
  const wrong: readonly (readonly string[])[] = [
    ['import', join(folders.home, 'missing.txt'), ...stated],
    ['import', bad, ...stated],
    ['import', folders.home, ...stated],
    ['import', file, ...stated, '--colour'],
    ['import', file, '--number', '+5511912345678'],
    ['import', file, '--number', '+5511912345678', '--basis', 'because'],
    ['import', file, ...stated, '--zone', 'Brasil/Capital'],
    ['parse', bad],
    ['frobnicate'],
  ];
  for (const args of wrong) {
    const outcome = await atalaia(folders, args);
    expect(outcome.status, args.join(' ')).not.toBe(0);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr.trimEnd().split('\n'), args.join(' ')).toHaveLength(1);
    expect(outcome.stderr).toMatch(/^atalaia: .*\n$/);
    expect(outcome.stderr).not.toContain('arroz');
  }
});

test('parse shows what was read and stores nothing; help is printed for each verb', async () => {
  using folders = freshFolders(noRules);
  const parsed = await atalaia(folders, ['parse', chatFile(folders), '--json']);
  expect(parsed.status).toBe(0);
  const { entries, authors, format } = JSON.parse(parsed.stdout);
  expect(authors).toEqual(['Otávio Quaresma', 'Marina Vasconcelos']);
  expect(format).toMatchObject({ platform: 'android' });
  expect(entries).toHaveLength(7);
  expect(entries[1]).toEqual({
    at: '2026-03-09T17:31:00',
    author: 'Otávio Quaresma',
    kind: 'text',
    text: insuranceChat[1]?.text,
  });
  for (const verb of ['import', 'parse', 'rules', 'audit', 'user', 'doctor']) {
    const help = await atalaia(folders, [verb, '--help']);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain(`atalaia ${verb}`);
  }
});
