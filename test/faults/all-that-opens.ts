/**
 * All that opens at rest: every sealed box in any byte of the data, under every key of the key store, every file whose
 * key is in one of them, and what is packed in those. It knows no list of what is kept where, so nothing can hide from
 * it in a place that was forgotten.
 */
import { createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import { type KeyId, openStorage, type Storage } from '@atalaia/storage';
import { nonceBytes, nonceSource, tagBytes } from '../../storage/src/aes-gcm.ts';
import { openEmbedded } from '../../storage/src/embedded/engine.ts';
import { defaultQueuePolicy } from '../../storage/src/embedded/queue.ts';
import { openKeyRing } from '../../storage/src/key-ring.ts';
import { openMasterKey } from '../../storage/src/master-key.ts';
import { sealedLength, segmentBytes } from '../../storage/src/media.ts';
import { newId } from '../fixtures/temporary-storage.ts';
import { filesIn } from '../fixtures/zip-regions.ts';
import type { Folders } from '../program/start-program.ts';
import { filesBelow } from './hunt.ts';

type Places = Pick<Folders, 'data' | 'keys'>;
/** Clear bytes by where they were sealed. */
type Opened = Readonly<Record<string, Uint8Array>>;

/** A box that lies in a page of a database, or in what is left of one, is followed no further than a page. */
const pageBytes = 4096;

/** What the names of files begin with that nothing opens. */
export const shutFile = 'the shut file';

/** No program may have the folders open. A file that nothing opens is answered as it lies there, under `shutFile`. */
export async function allThatOpens(places: Places): Promise<Opened> {
  // Read before anything is opened: what a killed program left in a write-ahead log is gone then.
  const files = filesBelow(places.data).map((path) => [path, readFileSync(path)] as const);
  const keys = await secretsIn(places);
  const boxes = files.flatMap(([path, bytes]) => [
    ...boxesIn(bytes, path, keys, pageBytes),
    ...(path.endsWith('.sqlite') ? cellsOf(path).flatMap(([where, cell]) => boxesIn(cell, where, keys)) : []),
  ]);
  return Object.fromEntries([...boxes, ...filesUnder(boxes, join(places.data, 'blobs'))]);
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

/** Every file under the key that one of the boxes holds: 32 bytes, then the size, by which the two are matched. */
function filesUnder(
  boxes: readonly (readonly [string, Buffer])[],
  folder: string,
): readonly (readonly [string, Buffer])[] {
  const keysBySealedLength = new Map<number, Set<string>>();
  for (const [, box] of boxes) {
    const size = box.length < 40 ? 0n : box.readBigUInt64BE(32);
    if (size === 0n || size > 2n ** 32n) continue;
    const length = sealedLength(Number(size));
    keysBySealedLength.set(length, (keysBySealedLength.get(length) ?? new Set()).add(box.toString('hex', 0, 32)));
  }
  return filesBelow(folder).flatMap((path) => {
    const sealed = readFileSync(path);
    const keys = [...(keysBySealedLength.get(sealed.length) ?? [])];
    if (keys.length === 0) return [[`${shutFile} ${basename(path)}`, sealed] as const];
    return keys.flatMap((key) => {
      const clear = openFile(sealed, createSecretKey(Buffer.from(key, 'hex')));
      return [[`the file ${basename(path)}`, clear] as const, ...packedIn(clear, basename(path))];
    });
  });
}

/** As `sealFile` sealed it: each segment under its number, the last one marked. */
function openFile(sealed: Buffer, key: KeyObject): Buffer {
  const pieces: Buffer[] = [];
  const step = segmentBytes + tagBytes;
  for (let at = 0; at < sealed.length; at += step) {
    const counter = Buffer.alloc(16);
    counter.writeBigUInt64BE(BigInt(at / step));
    counter.writeUInt32BE(at + step >= sealed.length ? 1 : 0, 8);
    counter.writeUInt32BE(2, 12);
    const segment = sealed.subarray(at, Math.min(at + step, sealed.length) - tagBytes);
    pieces.push(createDecipheriv('aes-256-ctr', key, counter).update(segment));
  }
  return Buffer.concat(pieces);
}

/** The files of a ZIP: a staged export, a chat that was uploaded. */
function packedIn(clear: Buffer, where: string): readonly (readonly [string, Buffer])[] {
  if (clear.toString('latin1', 0, 4) !== 'PK\x03\x04') return [];
  return [...filesIn(clear, inflateRawSync)].map(([name, bytes]) => [`${name} in the file ${where}`, bytes] as const);
}
