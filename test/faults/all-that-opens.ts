/**
 * All that opens at rest: every sealed box in any byte of the data, under every key of the key store, and every kept
 * file. It knows no list of what is kept where, so nothing can hide from it in a place that was forgotten.
 */
import { createDecipheriv, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { buffer } from 'node:stream/consumers';
import { type BlobId, type KeyId, type Message, messages, openStorage, placeOf, type Storage } from '@atalaia/storage';
import { nonceBytes, nonceSource } from '../../storage/src/aes-gcm.ts';
import { openEmbedded } from '../../storage/src/embedded/engine.ts';
import { defaultQueuePolicy } from '../../storage/src/embedded/queue.ts';
import { openKeyRing } from '../../storage/src/key-ring.ts';
import { openMasterKey } from '../../storage/src/master-key.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import type { Folders } from '../program/start-program.ts';
import { filesBelow } from './hunt.ts';

type Places = Pick<Folders, 'data' | 'keys'>;
/** Clear bytes by where they were sealed. */
type Opened = Readonly<Record<string, Uint8Array>>;

/** A box that lies in a page of a database, or in what is left of one, is followed no further than a page. */
const pageBytes = 4096;

/** No program may have the folders open. @throws Error if a kept file belongs to nothing that opens it */
export async function allThatOpens(places: Places): Promise<Opened> {
  const keys = await secretsIn(places);
  const boxes = filesBelow(places.data).flatMap((path) => [
    ...boxesIn(readFileSync(path), path, keys, pageBytes),
    ...(path.endsWith('.sqlite') ? cellsOf(path).flatMap(([where, cell]) => boxesIn(cell, where, keys)) : []),
  ]);
  return Object.fromEntries([...boxes, ...(await withStorage(places, (storage) => keptFiles(storage, places)))]);
}

/** The storage of a program that has ended. */
export async function withStorage<T>({ data, keys }: Places, use: (storage: Storage) => Promise<T>): Promise<T> {
  const opened = await openStorage({
    dataDir: data,
    keysDir: keys,
    masterKey: { kind: 'file' },
    clock: Date.now,
    newId,
  });
  if (opened.kind !== 'opened') throw new Error(`The storage did not open: ${JSON.stringify(opened)}`);
  await using storage = opened.storage;
  return await use(storage);
}

/** Every key that is not destroyed, by its id. */
async function secretsIn({ data, keys }: Places): Promise<ReadonlyMap<string, KeyObject>> {
  const ids = rowsOf(join(keys, 'keys.sqlite'), "SELECT id FROM keys WHERE alive = 1 AND owner <> 'intermediate'");
  const deps = { clock: Date.now, newId };
  const reportFault = () => undefined;
  const opened = await openEmbedded({ dataDir: data, keysDir: keys, ...deps, queue: defaultQueuePolicy, reportFault });
  if (opened.kind !== 'opened') throw new Error(`The keys did not open: ${JSON.stringify(opened)}`);
  await using engine = opened.engine;
  const master = await openMasterKey(keys, { kind: 'file' }, false);
  if (master.kind !== 'opened') throw new Error(master.problem);
  const opening = { ...deps, keys: engine.keys, masterKey: master.key, newNonce: nonceSource() };
  const ring = await openKeyRing(opening);
  if (ring.kind !== 'opened') throw new Error('The master key opens no key.');
  const secrets = new Map<string, KeyObject>();
  for (const { id } of ids) {
    const secret = (await ring.ring.key(String(id) as KeyId))?.secret;
    if (secret !== undefined) secrets.set(String(id), secret);
  }
  return secrets;
}

/**
 * What the boxes of these bytes hold, boxes within boxes too. GCM is counter mode with a tag, so a box opens without
 * the place that its tag is bound to; what follows the box comes out as noise.
 */
function boxesIn(
  bytes: Buffer,
  where: string,
  keys: ReadonlyMap<string, KeyObject>,
  longest = bytes.length,
): readonly (readonly [string, Buffer])[] {
  const found: (readonly [string, Buffer])[] = [];
  for (const [id, key] of keys) {
    const header = Buffer.from([1, id.length, ...Buffer.from(id)]);
    for (let at = bytes.indexOf(header); at >= 0; at = bytes.indexOf(header, at + 1)) {
      const start = at + header.length;
      const counter = Buffer.concat([bytes.subarray(start, start + nonceBytes), Buffer.from([0, 0, 0, 2])]);
      if (counter.length < 16) continue;
      const clear = createDecipheriv('aes-256-ctr', key, counter).update(
        bytes.subarray(start + nonceBytes, start + longest),
      );
      const inside = `the box at byte ${at} of ${where}`;
      found.push([inside, clear], ...boxesIn(clear, inside, keys));
    }
  }
  return found;
}

/** Every binary value of every table, whole, however many pages it takes. */
function cellsOf(path: string): readonly (readonly [string, Buffer])[] {
  const tables = rowsOf(path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'");
  return tables.flatMap(({ name }) =>
    rowsOf(path, `SELECT * FROM "${String(name)}"`).flatMap((row, n) =>
      Object.entries(row).flatMap(([column, value]) =>
        value instanceof Uint8Array
          ? [[`row ${n} of ${basename(path)}, ${String(name)}.${column}`, Buffer.from(value)] as const]
          : [],
      ),
    ),
  );
}

function rowsOf(path: string, sql: string): readonly Readonly<Record<string, unknown>>[] {
  const database = new DatabaseSync(path);
  try {
    const rows = database.prepare(sql);
    rows.setReadBigInts(true);
    return rows.all();
  } finally {
    database.close();
  }
}

/** The files of messages; a blob that no message opens could be anybody's. */
async function keptFiles(storage: Storage, { data }: Places): Promise<readonly (readonly [string, Buffer])[]> {
  const blobs = new Set(filesBelow(join(data, 'blobs')).map((path) => basename(path) as BlobId));
  const found: (readonly [string, Buffer])[] = [];
  for (const { id, media, sealedFileKey } of await everyMessage(storage)) {
    if (media === undefined || sealedFileKey === undefined) continue;
    const place = placeOf(messages, id, 'sealedFileKey');
    const bytes = await storage.media.openFile(place, sealedFileKey, media.blob, media.size);
    // Its key was destroyed: in a copy of before the erasure it lies there, and opens for nobody.
    blobs.delete(media.blob);
    if (bytes !== undefined) found.push([`the file of message ${id}`, await buffer(bytes)]);
  }
  if (blobs.size > 0) throw new Error(`${blobs.size} kept files belong to no message.`);
  return found;
}

async function everyMessage({ records }: Storage): Promise<readonly Message[]> {
  const page = await records.find(messages, { index: 'byConversation', limit: 1000 });
  if (page.next !== undefined)
    throw new Error('There are more messages than one page: this hunt is for small archives.');
  return page.items.map(({ doc }) => doc);
}
