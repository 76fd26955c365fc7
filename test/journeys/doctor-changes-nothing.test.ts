/** `atalaia doctor` looks and changes nothing, also where no program runs. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { auditEntries, checkpoints, type Message, messages, openStorage } from '@atalaia/storage';
import { expect, it, vi } from 'vitest';
import { asAndroidText, insuranceChat } from '../fixtures/chats.ts';
import { openDesk } from '../fixtures/import-desk.ts';
import { handClock, newId } from '../fixtures/temporary-storage.ts';
import { atalaia, type Folders, freshFolders } from '../program/start-program.ts';

/** Each command is a process of its own; a busy machine takes its time. */
vi.setConfig({ testTimeout: 240_000 });

it('activates no rules, screens nothing and signs nothing', async () => {
  using folders = freshFolders();
  {
    await using desk = await openDesk(folders.home);
    await desk.bring(asAndroidText(insuranceChat));
    const [first] = (await desk.deps.records.find(messages, { index: 'bySequence', limit: 1 })).items;
    if (!first) throw new Error('Nothing was imported.');
    const pending: Message = { ...first.doc, screening: 'pending' };
    await desk.deps.records.replace(messages, first.version, pending);
  }
  const before = await kept(folders);
  // No program ran with these rules: opening it would activate them.
  const rules = join(folders.home, 'no-rules');
  mkdirSync(rules);
  const environment = { ...folders.environment, ATALAIA_RULES: rules };
  const said = await atalaia({ ...folders, environment }, ['doctor']);
  expect(said.stdout).toContain('ok    messages that wait for screening: 1\n');
  expect(said.stdout).toContain('ok    every message and person kept can be opened\n');
  expect(await kept(folders)).toEqual(before);
});

it('makes no archive in an empty folder', async () => {
  using folders = freshFolders();
  mkdirSync(folders.data, { mode: 0o700 });
  await atalaia(folders, ['doctor']);
  expect(readdirSync(folders.data)).toEqual([]);
  expect(existsSync(folders.keys)).toBe(false);
});

it('says that the archive is lost where its keys are left alone, and makes no other', async () => {
  using folders = freshFolders();
  await (await openDesk(folders.home))[Symbol.asyncDispose]();
  rmSync(folders.data, { recursive: true });
  const said = await atalaia(folders, ['doctor']);
  expect(said.status).toBe(1);
  expect(said.stdout).toContain(`WRONG ${folders.data} is missing\n`);
  expect(said.stderr).toContain('holds no archive: restore the data folder from its backup');
  expect(existsSync(folders.data)).toBe(false);
});

async function kept({ data, keys }: Folders) {
  const opened = await openStorage({
    dataDir: data,
    keysDir: keys,
    masterKey: { kind: 'file' },
    clock: handClock(),
    newId,
  });
  if (opened.kind !== 'opened') throw new Error('The storage did not open.');
  await using storage = opened.storage;
  const [entries, signed, all] = [
    await storage.records.find(auditEntries, { index: 'byTime', limit: 1000 }),
    await storage.records.find(checkpoints, { index: 'byTime', limit: 1000 }),
    await storage.records.find(messages, { index: 'bySequence', limit: 1000 }),
  ];
  return { entries, signed, all };
}
