/** Run as a process of its own while the test fills and frees its disk; says on standard output how each call ended. */
import { once } from 'node:events';
import { join } from 'node:path';
import {
  type BlindIndex,
  type BlobId,
  type MessageId,
  type NumberId,
  openStorage,
  type Sealed,
  StorageFault,
} from '@atalaia/storage';
import { newId } from '../contract/embedded.ts';
import { letter, letters } from '../contract/letters.ts';

// Without a listener the kernel ends a process that writes beyond its limit; with one, writing fails.
process.on('SIGXFSZ', () => undefined);

const [folder = ''] = process.argv.slice(2);
const place = { collection: 'letters', id: 'kept', field: 'sealedText' };
const blob = 'blob-of-the-full-disk' as BlobId;

async function open() {
  const options = { dataDir: join(folder, 'data'), keysDir: join(folder, 'keys') };
  const answer = await openStorage({ ...options, masterKey: { kind: 'file' }, clock: Date.now, newId });
  if (answer.kind !== 'opened') throw new Error(JSON.stringify(answer));
  return answer.storage;
}

async function say(step: object): Promise<void> {
  process.stdout.write(`${JSON.stringify(step)}\n`);
  await once(process.stdin, 'data');
}

/** The fault's code, or how the call ended instead. */
async function faultOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    return error instanceof StorageFault ? error.code : String(error);
  }
}

/** Repeats the call until it fails: the disk is full only when the file at hand has reached the limit. */
async function untilFull(call: (n: number) => Promise<unknown>): Promise<unknown> {
  for (let n = 0; n < 20_000; n++) {
    const fault = await faultOf(call(n));
    if (typeof fault === 'string' && !['inserted', 'replaced'].includes(fault)) return fault;
  }
  return 'never failed';
}

async function* bytes(): AsyncIterable<Uint8Array> {
  for (let n = 0; n < 10; n++) yield Buffer.alloc(50_000, n);
}

const storage = await open();
const { records, vault, blobs, queue, search } = storage;
const answered = new Set<string>();

async function insert(id: string): Promise<unknown> {
  const outcome = await records.insert(letters, letter(id, { note: 'x'.repeat(2000) }));
  if (outcome === 'inserted') answered.add(id);
  return outcome;
}

async function lost(from: typeof records): Promise<number> {
  let missing = 0;
  for (const id of answered) if ((await from.get(letters, id))?.doc.note?.length !== 2000) missing += 1;
  return missing;
}

const sealed = (await vault.keyOf('person:ana'))?.seal(place, 'Olá') as Sealed;
await records.insert(letters, letter('kept', { sealedText: sealed }));
for (let n = 0; n < 50; n++) await insert(`before-${n}`);
await blobs.put(blob, bytes());
await say({ ready: true });

const faults = {
  insert: await untilFull((n) => insert(`full-${n}`)),
  concurrent: [...new Set(await Promise.all(Array.from({ length: 20 }, (_, n) => faultOf(insert(`together-${n}`)))))],
  replace: await untilFull(async (n) => {
    const stored = await records.get(letters, 'before-0');
    return records.replace(letters, stored?.version ?? 0, letter('before-0', { note: String(n % 10).repeat(2000) }));
  }),
  key: await untilFull((n) => vault.keyOf(`person:p${n}`)),
  blob: await faultOf(blobs.put('blob-that-is-too-great' as BlobId, twice())),
  job: await untilFull((n) => queue.add('screen', `${'j'.repeat(500)}${n}`)),
  index: await untilFull((n) => search.index([entry(n)])),
};
const half = await Promise.all(Array.from({ length: 20 }, (_, n) => records.get(letters, `together-${n}`)));
await say({
  full: true,
  faults,
  readable:
    (await lost(records)) === 0 &&
    (await vault.openText(place, sealed)) === 'Olá' &&
    (await blobs.size(blob)) === 500_000,
  halfWritten: half.filter((stored) => stored !== undefined).length,
});

await say({
  recovered: true,
  insert: await faultOf(insert('after')),
  key: (await vault.keyOf('person:after')) !== undefined,
  blob: (await blobs.put(blob, bytes())).size,
  lost: await lost(records),
});
await storage[Symbol.asyncDispose]();

const again = await open();
await say({ reopened: true, lost: await lost(again.records), text: await again.vault.openText(place, sealed) });
await again[Symbol.asyncDispose]();
process.exit();

async function* twice(): AsyncIterable<Uint8Array> {
  yield* bytes();
  yield* bytes();
}

function entry(n: number) {
  const tokens = Array.from({ length: 40 }, (_, word) => storage.blind.of('token', `${n} ${word}`)) as BlindIndex[];
  return {
    message: `message-of-the-full-disk-${n}` as MessageId,
    person: null,
    number: 'number-000000000000' as NumberId,
    at: n,
    tokens,
  };
}
