/** The recovery kit: from the sheet in the safe, a replica without its master key and a backup everything opens again; what is no kit of these keys is refused in plain words. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allThatOpens } from '../faults/all-that-opens.ts';
import { asAndroidText, insuranceChat } from '../fixtures/chats.ts';
import { inProgram, restore } from '../fixtures/commands.ts';
import { type Folders, freshFolders } from '../program/start-program.ts';

const contact = '+5521955510003';
const stated = ['--number', '+5511912345678', '--basis', 'exercise-of-rights', '--contact', contact];

const inside = /(?<=KEY-----\n)[^-]+(?=\n-----END)/;

/** Makes a kit in this installation; answers its sheet. */
async function kitOf({ home, environment }: Folders, ...before: readonly (readonly string[])[]): Promise<string> {
  const sheet = join(home, 'kit.txt');
  const said = await inProgram(home, environment, [...before, ['keys', 'kit', '--out', sheet], ['keys', 'try', sheet]]);
  expect(said.filter((output) => output.startsWith('failed'))).toEqual([]);
  expect(said.at(-1)).toBe('This kit opens the keys of this installation.\n');
  return readFileSync(sheet, 'utf8');
}

/** What is said of a file with this text, tried as a kit. */
async function tried({ home, environment }: Folders, texts: readonly string[]): Promise<readonly string[]> {
  const paths = texts.map((text, n) => {
    const path = join(home, `tried-${n}.txt`);
    writeFileSync(path, text);
    return path;
  });
  return inProgram(
    home,
    environment,
    paths.map((path) => ['keys', 'try', path]),
  );
}

test('with the kit typed from paper, a replica that lost its master key and a backup, everything opens on an empty machine', async () => {
  using folders = freshFolders();
  const { home } = folders;
  const [chat, backup, replica] = [join(home, 'Conversa.txt'), join(home, 'backup.atalaia'), join(home, 'replica')];
  writeFileSync(chat, asAndroidText(insuranceChat));
  const environment = { ...folders.environment, ATALAIA_KEY_REPLICA: replica };
  const sheet = await kitOf({ ...folders, environment }, ['import', chat, ...stated], ['backup', '--out', backup]);
  for (const folder of [folders.data, folders.keys]) rmSync(folder, { recursive: true });
  rmSync(join(replica, 'master.key'));

  const places = { data: join(home, 'new/data'), keys: replica };
  mkdirSync(places.data, { recursive: true, mode: 0o700 });
  const second = { ATALAIA_DATA: places.data, ATALAIA_KEYS: places.keys, ATALAIA_PORT: '0' };
  const masterKey = (text: string) => writeFileSync(join(replica, 'master.key'), text, { mode: 0o600 });
  const paper = inside.exec(sheet)?.[0] ?? '';
  expect((await restore(home, second, backup)).err).toContain('master.key is missing');
  masterKey(paper.slice(0, -2));
  expect((await restore(home, second, backup)).err).toContain('master.key is damaged: it must hold 64 hexadecimal');
  masterKey(paper.replace(/^./, (digit) => (digit === 'f' ? '0' : 'f')));
  expect((await restore(home, second, backup)).err).toContain('The master key does not open the keys');
  expect(readdirSync(places.data)).toEqual([]);

  masterKey(`  ${paper.toUpperCase().replaceAll(' ', '   ')}\r\n`);
  expect(await restore(home, second, backup)).toMatchObject({ status: 0, err: '' });
  const [found, verified] = await inProgram(home, second, [
    ['person', 'find', contact],
    ['audit', 'verify'],
  ]);
  expect(found).toContain('7 messages kept');
  expect(verified).toContain('The audit trail is intact');
  const opened = Object.values(await allThatOpens(places));
  for (const { text } of insuranceChat) expect(opened.some((bytes) => Buffer.from(bytes).includes(text))).toBe(true);
});

test('a sheet that is torn, copied with a mistake, of another installation or from before a rotation is refused', async () => {
  using folders = freshFolders();
  using others = freshFolders();
  const sheet = await kitOf(folders);
  const paper = inside.exec(sheet)?.[0] ?? '';
  expect(paper).toMatch(/^(([0-9a-f]{4} ){3}[0-9a-f]{4}\n){3}([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
  const torn = [sheet.slice(0, sheet.indexOf(paper) + 30), sheet.slice(0, -20), sheet.replace(paper, paper.slice(5))];
  const mistaken = sheet.replace(
    paper,
    paper.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
  );
  const said = await tried(folders, [...torn, mistaken, await kitOf(others), 'Lista de compras', '']);
  for (const sentence of said.slice(0, 3)) expect(sentence).toContain('failed: This kit is torn');
  for (const sentence of said.slice(3, 5)) expect(sentence).toContain('failed: This kit does not open the keys here');
  for (const sentence of said.slice(5)) expect(sentence).toBe('failed: This file holds no recovery kit.');

  const { home, environment } = folders;
  const [, whileVoid] = await inProgram(home, environment, [['keys', 'rotate'], ['state']]);
  expect(whileVoid).toContain('failed');
  expect((await tried(folders, [sheet]))[0]).toContain('from before a rotation');
  rmSync(join(home, 'kit.txt'));
  await kitOf(folders);
  expect((await inProgram(home, environment, [['state']]))[0]).toContain('the recovery kit was tried, and opens');
});

test('the kit of an installation with a passphrase holds what is needed besides, and never the passphrase', async () => {
  using folders = freshFolders();
  const passphrase = 'sete torres vigiam o mar';
  const file = join(folders.home, 'passphrase.txt');
  writeFileSync(file, passphrase, { mode: 0o600 });
  const withPassphrase = { ...folders, environment: { ...folders.environment, ATALAIA_PASSPHRASE_FILE: file } };
  const sheet = await kitOf(withPassphrase);
  expect(sheet).not.toContain(passphrase);
  const [torn] = await tried(withPassphrase, [sheet.replace('"salt"', '"slat"')]);
  expect(torn).toContain('failed: This kit is torn');
});
