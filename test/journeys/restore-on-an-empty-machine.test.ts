/** A machine is lost: from the backup of the data and the replica of the keys everything comes back, but nobody who was erased since. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { messages, type NumberId, persons, type Scope } from '@atalaia/storage';
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import type { App } from '../../monitor/src/app.ts';
import { makeBackup } from '../../monitor/src/backup/make.ts';
import { beginErasure } from '../../monitor/src/erase/begin.ts';
import { checkCertificate } from '../../monitor/src/erase/certificate.ts';
import { previewErasure } from '../../monitor/src/erase/preview.ts';
import { beginImport } from '../../monitor/src/import/begin.ts';
import { openFileSource } from '../../monitor/src/import/file-source.ts';
import { openMessageText } from '../../monitor/src/open-text.ts';
import { allThatOpens } from '../faults/all-that-opens.ts';
import { hunt, needlesOfWord } from '../faults/hunt.ts';
import { asAndroidText } from '../fixtures/chats.ts';
import { inProgram, restore, withProgram } from '../fixtures/commands.ts';
import { type Folders, freshFolders } from '../program/start-program.ts';

const stated = ['--number', '+5511912345678', '--basis', 'exercise-of-rights'];
const erasedNumber = '+5511955550000';
const [erased, stays] = ['+5521955510003', '+5521955510004'];

function chat(folders: Folders, name: string, ...said: readonly string[]): string {
  const file = join(folders.home, `Conversa do WhatsApp com ${name}.txt`);
  const lines = said.map(
    (words, nth) => `04/03/2026 1${nth}:00 - ${name}: ${words}\n04/03/2026 1${nth}:05 - Atendente: certo, ${words}\n`,
  );
  writeFileSync(file, lines.join(''));
  return file;
}

test('a backup and the replica restore everything but the erased; a backup that was altered restores nothing', async () => {
  using folders = freshFolders();
  const { home } = folders;
  const words = 'contrato sigilosíssimo';
  // Nobody said whose chat this is until after the backup: what the agent wrote is sealed under the agent's key.
  const [late, gaveta] = ['+5521955510005', 'a gaveta azul do corredor'];
  const nameless = join(home, 'chat.txt');
  const named = chat(folders, 'Rui Tavares', gaveta);
  copyFileSync(named, nameless);
  const there = ['--number', erasedNumber, '--basis', 'exercise-of-rights'];
  const backup = join(home, 'backup.atalaia');
  const first = { ...folders.environment, ATALAIA_KEY_REPLICA: join(home, 'replica') };
  const before = await inProgram(home, first, [
    ['import', chat(folders, 'Otávio Quaresma', words), ...stated, '--contact', erased],
    ['import', chat(folders, 'Inês Vasconcelos', 'bolo de fubá'), ...stated, '--contact', stays],
    ['import', nameless, ...there],
    ['backup', '--out', backup],
    ['import', named, ...there, '--contact', late],
    ['person', 'find', 'otavio quar'],
    ['person', 'find', 'Ninguém Assim'],
    ['person', 'erase', 'Otávio Quaresma'],
    ['person', 'erase', 'Otávio Quaresma', '--reason', 'pediu', '--yes', '--certificate', 'certificate.json'],
    ['person', 'erase', late, '--reason', 'pediu', '--yes'],
  ]);
  const [, , , backedUp, , found, unknown, shown, erasedThen] = before;
  expect(before.filter((output) => output.startsWith('failed'))).toEqual([unknown]);
  expect(backedUp).toMatch(/Backed up \d+ records/);
  expect(found).toMatch(/^\S+ {2}[A-Z2-9]{4} {2}contact, .*; 2 messages kept\n$/);
  expect(shown).toMatch(/^Person \S+, [A-Z2-9]{4}\.\nGoes: 2 messages, 0 files, 1 conversation,/);
  expect(shown).toContain('Nothing was erased');
  expect(erasedThen).toContain('atalaia verify certificate.json');
  expect(checkCertificate(readFileSync(join(home, 'certificate.json'), 'utf8')).kind).toBe('consistent');
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
  expect(restored.out).toContain('erased again: 2 persons, 1 part.');
  expect((await restore(home, second, backup)).err).toContain('not empty');
  const after = await inProgram(home, second, [
    ['person', 'find', stays],
    ['person', 'find', erased],
    ['audit', 'verify'],
  ]);
  expect(after.map((output) => output.startsWith('failed'))).toEqual([false, true, false]);
  expect(after[2]).toContain('The audit trail is intact');

  const needles = [words, 'Otávio Quaresma', erased.slice(1), gaveta, 'Rui Tavares', late.slice(1)].flatMap(
    needlesOfWord,
  );
  expect(hunt(needles, [places.data, places.keys], { backup: bytes, ...(await allThatOpens(places)) })).toEqual([]);
});

test('a number and a message that were erased after the backup are erased from it again, and nothing else is', async () => {
  using folders = freshFolders();
  const { home } = folders;
  const [backup, replica] = [join(home, 'backup.atalaia'), join(home, 'replica')];
  const [onlyThere, onBoth, single] = ['fechamento confidencial', 'jantar de quarta', 'senha do cofre'];
  const to = (number: string) => ['--number', number, '--basis', 'exercise-of-rights', '--contact'];
  const first = { ...folders.environment, ATALAIA_KEY_REPLICA: replica };
  const said = await inProgram(home, first, [
    ['import', chat(folders, 'Otávio Quaresma', onlyThere), ...to(erasedNumber), erased],
    ['import', chat(folders, 'Inês Vasconcelos', onBoth), ...to(erasedNumber), stays],
    ['import', chat(folders, 'Inês', single, 'bolo de fubá'), ...to('+5511912345678'), stays],
    ['backup', '--out', backup],
  ]);
  expect(said.filter((output) => output.startsWith('failed'))).toEqual([]);
  await withProgram(home, first, async (app) => {
    const all = (await app.records.find(messages, { index: 'bySequence', limit: 100 })).items.map(({ doc }) => doc);
    const about = async (words: string) => {
      const texts = await Promise.all(all.map((message) => openMessageText(app.vault, message)));
      return all.filter((_, at) => JSON.stringify(texts[at]).includes(words));
    };
    const [there] = await about(onlyThere);
    await erase(app, { kind: 'number', number: there?.number as NumberId });
    for (const { id } of await about(single)) await erase(app, { kind: 'message', message: id });
  });
  for (const folder of [folders.data, folders.keys]) rmSync(folder, { recursive: true });

  const places = { data: join(home, 'new/data'), keys: replica };
  mkdirSync(places.data, { recursive: true, mode: 0o700 });
  const second = { ATALAIA_DATA: places.data, ATALAIA_KEYS: places.keys, ATALAIA_PORT: '0' };
  const restored = await restore(home, second, backup);
  expect(restored).toMatchObject({ status: 0, err: '' });
  expect(restored.out).toContain('erased again: 1 person, 3 parts.');
  const after = await inProgram(home, second, [
    ['person', 'find', stays],
    ['person', 'find', erased],
    ['audit', 'verify'],
  ]);
  expect(after[0]).toContain('2 messages kept');
  expect(after[1]).toContain('failed');
  expect(after[2]).toContain('The audit trail is intact');
  const opened = await allThatOpens(places);
  const needles = [onlyThere, onBoth, single, 'Otávio Quaresma', erased.slice(1)].flatMap(needlesOfWord);
  expect(hunt(needles, [places.data, places.keys], opened)).toEqual([]);
  expect(hunt(needlesOfWord('bolo de fubá'), [], opened)).not.toEqual([]);
});

test('a backup made in the midst of an import restores whole; the same file, brought in again, doubles nobody', async () => {
  using folders = freshFolders();
  const { home } = folders;
  const [backup, replica] = [join(home, 'backup.atalaia'), join(home, 'replica')];
  const lines = Array.from({ length: 1500 }, (_, n) => ({
    minute: n,
    author: n % 2 === 0 ? 'Otávio Quaresma' : 'Marina Vasconcelos',
    // Long, so that the file is read in pieces.
    text: `Item ${n} do pedido confirmado ${'e conferido '.repeat(30)}`,
  }));
  const file = join(home, 'Conversa do WhatsApp com Otávio Quaresma.txt');
  writeFileSync(file, asAndroidText(lines));
  await withProgram(home, { ...folders.environment, ATALAIA_KEY_REPLICA: replica }, async (app) => {
    const operator = { kind: 'operator', name: 'tester' } as const;
    const statement = { number: '+5511912345678', basis: 'exercise-of-rights', fileName: basename(file) } as const;
    const { id } = await beginImport(app, authorize(operator, 'import:run'), statement);
    const begun = Promise.withResolvers<void>();
    using _heard = app.feed.subscribe(({ kind, fields }) => {
      if (kind === 'import-progress' && Number(fields?.['done']) > 0) begun.resolve();
    });
    await using source = await openFileSource(file);
    let mayRead = Promise.resolve();
    const read: typeof source.read = async (start, end) => {
      await mayRead;
      return source.read(start, end);
    };
    const running = app.imports.run(id, { ...source, read });
    await begun.promise;
    // No more is read until the backup stands.
    mayRead = makeBackup(app, authorize(operator, 'backup:make'), backup).then(() => undefined);
    await mayRead;
    expect((await running)?.counts.stored).toBe(1500);
  });
  for (const folder of [folders.data, folders.keys]) rmSync(folder, { recursive: true });
  const data = join(home, 'new/data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const second = { ATALAIA_DATA: data, ATALAIA_KEYS: replica, ATALAIA_PORT: '0' };
  expect(await restore(home, second, backup)).toMatchObject({ status: 0, err: '' });
  const [before, again, after] = await inProgram(home, second, [
    ['audit', 'verify'],
    ['import', file, ...stated, '--json'],
    ['audit', 'verify'],
  ]);
  expect(before).toContain('The audit trail is intact');
  const { stored, alreadyStored } = JSON.parse(again ?? '') as Record<string, number>;
  for (const part of [stored, alreadyStored]) expect(part, 'in the midst').toBeGreaterThan(0);
  expect((stored ?? 0) + (alreadyStored ?? 0)).toBe(1500);
  expect(after).toContain('The audit trail is intact');
  await withProgram(home, second, async ({ records }) => {
    expect((await records.count(messages, { index: 'bySequence' })).get('all')).toBe(1500);
    expect((await records.count(persons, { index: 'byCreation' })).get('all')).toBe(2);
  });
});

async function erase(app: App, scope: Scope): Promise<void> {
  const authorized = authorize({ kind: 'operator', name: 'tester' }, 'person:erase');
  const { token } = await previewErasure(app, authorized, { scope });
  const asked = { scope, token, reason: 'pediu', objected: false, request: null, despiteLimitation: false };
  const { id } = await beginErasure(app, authorized, asked);
  expect((await app.erasures.ranTo(id)).state).toBe('erased');
}
