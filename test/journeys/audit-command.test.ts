/** `atalaia audit verify` and `atalaia user add`: what they say, and that they fail when they must. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { auditEntries, openStorage } from '@atalaia/storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noRules } from '../fixtures/no-rules.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { atalaia, type Folders, freshFolders, type Program, startProgram } from '../program/start-program.ts';

/** With a folder that checkpoints leave for. */
function folders(): Folders & { readonly received: string } {
  const fresh = freshFolders(noRules);
  const received = join(fresh.home, 'received');
  return { ...fresh, received, environment: { ...fresh.environment, ATALAIA_CHECKPOINTS: received } };
}

async function cutLastEntry({ data, keys }: Folders): Promise<void> {
  const opened = await openStorage({
    dataDir: data,
    keysDir: keys,
    masterKey: { kind: 'file' },
    clock: Date.now,
    newId,
  });
  if (opened.kind !== 'opened') throw new Error('The storage did not open.');
  await using storage = opened.storage;
  const [last] = (
    await storage.records.find(auditEntries, {
      index: 'byChain',
      equals: { chain: 'company' },
      order: 'descending',
      limit: 1,
    })
  ).items;
  await storage.records.remove(auditEntries, last?.doc.id ?? '');
}

it('a user is invited by a one-time link, and the trail is verified with and without received checkpoints', async () => {
  using here = folders();
  const added = await atalaia(here, [
    'user',
    'add',
    'carla@example.com',
    '--role',
    'manager',
    '--number',
    '+5511912345678',
  ]);
  expect(added).toMatchObject({ status: 0, stderr: '' });
  expect(added.stdout).toMatch(/\nhttp:\/\/localhost:\d+\/invitation#[\w-]{43}\n$/);
  const alone = await atalaia(here, ['audit', 'verify']);
  expect(alone).toMatchObject({ status: 0, stderr: '' });
  expect(alone.stdout).toContain('Consistent, origin not proved');
  expect(readdirSync(here.received)).not.toEqual([]);
  const against = await atalaia(here, ['audit', 'verify', '--against', here.received]);
  expect(against.status).toBe(0);
  expect(against.stdout).toContain('It agrees with');
});

it('a trail that was cut short fails, in one sentence that names the place', async () => {
  using here = folders();
  await atalaia(here, ['user', 'add', 'carla@example.com', '--role', 'auditor']);
  await cutLastEntry(here);
  const cut = await atalaia(here, ['audit', 'verify', '--against', here.received]);
  expect(cut).toMatchObject({ status: 1, stdout: '' });
  expect(cut.stderr).toMatch(
    /^atalaia: The checkpoint of \S+ names entry \d+ of chain company, which is not there as it was signed\.\n$/,
  );
});

describe('in the running program', () => {
  const served = folders();
  let program: Program;
  beforeAll(async () => {
    program = await startProgram(served);
  });
  afterAll(async () => {
    await program[Symbol.asyncDispose]();
    served[Symbol.dispose]();
  });

  it.each([
    [['audit'], 2],
    [['audit', 'verify', '--forge'], 2],
    [['audit', 'verify', '--against', 'no-such-folder'], 1],
    [['user', 'add', 'not-an-address', '--role', 'dpo'], 2],
    [['user', 'add', 'carla@example.com'], 2],
    [['user', 'add', 'carla@example.com', '--role', 'boss'], 2],
    [['user', 'add', 'carla@example.com', '--role', 'agent', '--role', 'dpo'], 1],
    [['user', 'add', 'carla@example.com', '--role', 'manager', '--number', '12'], 2],
  ])('%j ends with exit code %i and one sentence', async (args, status) => {
    const outcome = await atalaia(served, args);
    expect(outcome).toMatchObject({ status, stdout: '' });
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
  });
});
