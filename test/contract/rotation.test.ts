/** Rotation and the replica of the keys: everything opens before, during and after, whenever it was stopped; the old master key opens nothing. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type KeyOwner,
  type Keys,
  openStorage,
  type PersonId,
  type Sealed,
  type Storage,
  StorageFault,
} from '@atalaia/storage';
import { expect, test } from 'vitest';
import { nonceSource } from '../../storage/src/aes-gcm.ts';
import { openDatabase } from '../../storage/src/embedded/database.ts';
import { groupCommit } from '../../storage/src/embedded/group-commit.ts';
import { openKeyReplica } from '../../storage/src/embedded/key-replica.ts';
import { embeddedKeys, keysLayout } from '../../storage/src/embedded/keys.ts';
import { openKeyRing } from '../../storage/src/key-ring.ts';
import { keepNextMasterKey, makeNextMasterKey, openMasterKey } from '../../storage/src/master-key.ts';
import { openRotation } from '../../storage/src/rotation.ts';
import { newId } from './embedded.ts';

const file = { kind: 'file' } as const;

const place = { collection: 'letters', id: 'one', field: 'sealedText' };

function folders() {
  const home = mkdtempSync(join(tmpdir(), 'atalaia-rotation-'));
  const at = (name: string) => join(home, name);
  return {
    at,
    async open(keys = 'keys', keyReplica?: string, data = 'data'): Promise<Storage> {
      const opened = await openStorage({
        dataDir: at(data),
        keysDir: at(keys),
        masterKey: { kind: 'file' },
        clock: Date.now,
        newId,
        ...(keyReplica !== undefined && { keyReplica: at(keyReplica) }),
      });
      if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
      return opened.storage;
    },
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
}

async function sealFor(storage: Storage, count: number): Promise<ReadonlyMap<KeyOwner, Sealed>> {
  const owners = Array.from({ length: count }, (_, at): KeyOwner => `person:p${at}`);
  const sealed = owners.map(async (owner) => [owner, (await storage.vault.keyOf(owner))?.seal(place, owner)] as const);
  return new Map((await Promise.all(sealed)).flatMap(([owner, box]) => (box ? [[owner, box]] : [])));
}

async function opens(storage: Storage, boxes: ReadonlyMap<KeyOwner, Sealed>): Promise<readonly (string | undefined)[]> {
  return Promise.all([...boxes].map(([, box]) => storage.vault.openText(place, box)));
}

test('stopped between any two batches it goes on at the next start; at the end the old master key is nowhere', async () => {
  using here = folders();
  const first = await here.open();
  const boxes = await sealFor(first, 900);
  const old = readFileSync(here.at('keys/master.key'), 'utf8').trim();
  await first[Symbol.asyncDispose]();
  for (let stops = 0; ; stops++) {
    const storage = await here.open();
    expect(await opens(storage, boxes)).toEqual([...boxes.keys()]);
    const stop = new AbortController();
    const done = await storage.rotation.run(stop.signal, () => stop.abort());
    const more = await storage.vault.keyOf(`person:during-${stops}`);
    expect(more).toBeDefined();
    expect(storage.rotation.underWay()).toBe(done === undefined);
    await storage[Symbol.asyncDispose]();
    if (done !== undefined) break;
    expect(stops).toBeLessThan(30);
  }
  const files = ['master.key', 'keys.sqlite'].map((name) => readFileSync(here.at(`keys/${name}`), 'latin1'));
  expect(files.join()).not.toContain(old);
  const after = await here.open();
  expect(await opens(after, boxes)).toEqual([...boxes.keys()]);
  await after[Symbol.asyncDispose]();
}, 20_000);

test('while everything is re-wrapped, people are met, sealed for, opened and shredded', async () => {
  using here = folders();
  const storage = await here.open('keys', 'replica');
  const boxes = await sealFor(storage, 600);
  const running = storage.rotation.run(new AbortController().signal);
  const [gone] = boxes.keys();
  await storage.vault.shred(['p0' as PersonId]);
  const met = await sealFor(storage, 700);
  expect(await running).toBeGreaterThan(0);
  expect((await opens(storage, boxes)).slice(0, 2)).toEqual([undefined, 'person:p1']);
  expect(await opens(storage, met)).toEqual([...met.keys()].filter((owner) => owner !== gone));
  await storage[Symbol.asyncDispose]();
  const replica = await here.open('replica');
  expect((await opens(replica, boxes)).slice(0, 2)).toEqual([undefined, 'person:p1']);
  expect(await opens(replica, met)).toEqual([...met.keys()]);
  await replica[Symbol.asyncDispose]();
});

test('the replica opens as a key folder, holds no byte of a key that was destroyed, and is no other archive’s', async () => {
  using here = folders();
  const storage = await here.open('keys', 'replica');
  const boxes = await sealFor(storage, 20);
  const [key] = await storage.keys.ofOwner('person:p3');
  await storage[Symbol.asyncDispose]();
  const bytes = () => readFileSync(here.at('replica/keys.sqlite'));
  expect(bytes().includes(key?.wrapped ?? '')).toBe(true);
  const again = await here.open('keys', 'replica');
  await again.vault.shred(['p3' as PersonId], [{ alias: 'an-alias' as never, kind: 'objected' }]);
  expect(bytes().includes(key?.wrapped ?? ''), 'before it is said').toBe(false);
  await again[Symbol.asyncDispose]();
  const restored = await here.open('replica');
  expect((await opens(restored, boxes)).indexOf(undefined)).toBe(3);
  expect(await restored.keys.markOf('an-alias' as never)).toBe('objected');
  await restored[Symbol.asyncDispose]();
  await expect(here.open('other-keys', 'replica', 'other-data')).rejects.toThrow('another archive');
});

test('a replica that was away while keys were made, rotated and destroyed catches up as it is opened', async () => {
  using here = folders();
  const first = await here.open('keys', 'replica');
  await sealFor(first, 5);
  await first[Symbol.asyncDispose]();
  const alone = await here.open('keys');
  const boxes = await sealFor(alone, 300);
  await alone.rotation.run(new AbortController().signal);
  const more = await alone.vault.keyOf('person:later');
  const part = {
    erasure: 'an-erasure' as never,
    scopes: [{ kind: 'number', number: 'number-of-the-test' as never }],
  } as const;
  await alone.vault.shred(['p1' as PersonId], [], part);
  await alone[Symbol.asyncDispose]();
  await (await here.open('keys', 'replica'))[Symbol.asyncDispose]();
  const replica = await here.open('replica');
  const expected = [...boxes.keys()].map((owner) => (owner === 'person:p1' ? undefined : owner));
  expect(await opens(replica, boxes)).toEqual(expected);
  expect((await replica.vault.keyOf('person:later'))?.id).toBe(more?.id);
  expect(await replica.keys.parts()).toEqual([part]);
  await replica[Symbol.asyncDispose]();
});

test('a replica that failed in the midst of a rotation follows when it is run again', async () => {
  using here = folders();
  const made = await here.open('keys', 'replica');
  const boxes = await sealFor(made, 300);
  await made[Symbol.asyncDispose]();
  {
    const [keysDir, folder] = [here.at('keys'), here.at('replica')];
    const opened = openDatabase(join(keysDir, 'keys.sqlite'), keysLayout);
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    await using closing = new AsyncDisposableStack();
    closing.defer(() => opened.db.close());
    const commits = groupCommit(opened.db);
    closing.defer(() => commits.close());
    const own = embeddedKeys(opened.db, commits);
    let left = 150;
    const rewrap: Keys['rewrap'] = async (key) => {
      const rewrapped = await own.rewrap(key);
      left -= 1;
      // What follows here would have written it into the replica.
      if (left === 0) throw new StorageFault('disk');
      return rewrapped;
    };
    const reportFault = () => undefined;
    const found = await openKeyReplica({ db: opened.db, keys: { ...own, rewrap }, keysDir, folder, reportFault });
    if (found.kind !== 'opened') throw new Error(found.problem);
    const replica = closing.use(found.replica);
    const master = await openMasterKey(keysDir, file, false);
    if (master.kind !== 'opened') throw new Error(master.problem);
    const base = { keys: replica.keys, clock: Date.now, newId, newNonce: nonceSource() };
    const keyed = await openKeyRing({ ...base, masterKey: master.key });
    if (keyed.kind !== 'opened') throw new Error(keyed.kind);
    const rotation = openRotation({
      ...base,
      masterKey: master.key,
      ring: keyed.ring,
      async makeNext() {
        const next = await makeNextMasterKey(keysDir, file);
        await replica.copyMasterKey();
        return next;
      },
      async keepNext() {
        await keepNextMasterKey(keysDir, file);
        await replica.copyMasterKey();
      },
    });
    const { signal } = new AbortController();
    await expect(rotation.run(signal)).rejects.toThrow(StorageFault);
    expect(await rotation.run(signal)).toBeGreaterThan(0);
  }
  for (const folder of ['replica', 'keys']) {
    const storage = await here.open(folder);
    expect(await opens(storage, boxes)).toEqual([...boxes.keys()]);
    await storage[Symbol.asyncDispose]();
  }
});
