/** The journals of the numbers: one SQLite file each, sealed row by row, locked by the process that has it open. */
import { createHmac, type KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { joined } from '../blind-index.ts';
import { asFault, StorageFault } from '../fault.ts';
import type { JournalChange, JournalRow, JournalStore, OpenedJournal, OpenJournal } from '../journal.ts';
import type { KeyRing } from '../key-ring.ts';
import { makeFolder } from '../private-folder.ts';
import type { Place, Sealed, SealingKey, Vault } from '../seal.ts';
import { type DatabaseLayout, openDatabase, readMeta, writeMeta } from './database.ts';

const layout: DatabaseLayout = {
  what: 'The rows of the journal',
  layout: 1,
  create: `
    CREATE TABLE rows(sequence INTEGER PRIMARY KEY, space TEXT NOT NULL, hash BLOB NOT NULL, place INTEGER NOT NULL,
      sealed BLOB NOT NULL);
    CREATE UNIQUE INDEX rows_by_key ON rows(space, hash);
    CREATE INDEX rows_in_order ON rows(space, place);`,
  exclusive: true,
  // A copy of older keys breaks WhatsApp's sessions, so a journal is never restored.
  remedy: 'move the file away and link the number anew',
};

/** A number's id, as ids are made: it becomes a file's name. */
const safeName = /^[A-Za-z0-9_-]{1,64}$/;

export interface JournalDeps {
  /** Made if missing. */
  readonly folder: string;
  readonly ring: KeyRing;
  readonly vault: Vault;
}

/** Opens journals of one folder; disposing closes all that are still open. */
export function openJournals(deps: JournalDeps): { readonly open: OpenJournal } & Disposable {
  const opened = new Set<JournalStore>();

  async function open(name: string): Promise<OpenedJournal> {
    if (!safeName.test(name)) throw new TypeError('A journal is named by an id.');
    const owner = `journal:${name}` as const;
    const key = await deps.vault.keyOf(owner);
    const secret = (await deps.ring.keyOf(`secret:${owner}`))?.secret;
    if (key === undefined || secret === undefined) {
      return { kind: 'unusable', problem: 'The keys of this journal were destroyed: it gets no new ones.' };
    }
    const problem = makeFolder(deps.folder);
    if (problem !== undefined) return { kind: 'unusable', problem };
    const path = join(deps.folder, `${name}.sqlite`);
    const database = openDatabase(path, layout);
    if (database.kind !== 'opened') return database;
    try {
      return own({ db: database.db, path, name, key, secret, closed: (one) => opened.delete(one) }, opened);
    } catch {
      database.db.close();
      return { kind: 'unusable', problem: `${path} cannot be written: check the disk and the permissions.` };
    }
  }

  return {
    open,
    [Symbol.dispose]() {
      for (const journal of opened) journal[Symbol.dispose]();
    },
  };
}

interface Owned {
  readonly db: DatabaseSync;
  readonly path: string;
  readonly name: string;
  readonly key: SealingKey;
  readonly secret: KeyObject;
  closed(journal: JournalStore): void;
}

/** Takes possession: the epoch rises, durably, before anything is read. */
function own(owned: Owned, opened: Set<JournalStore>): OpenedJournal {
  const { db, path, key } = owned;
  const sealedBy = readMeta(db, 'key');
  if (sealedBy !== undefined && sealedBy !== key.id) {
    db.close();
    return { kind: 'unusable', problem: `${path} was sealed with other keys: ${layout.remedy}.` };
  }
  const epoch = Number(readMeta(db, 'epoch') ?? 0) + 1;
  db.exec('BEGIN IMMEDIATE');
  writeMeta(db, 'key', key.id);
  writeMeta(db, 'epoch', String(epoch));
  db.exec('COMMIT');
  const journal = journalStore(owned, epoch);
  opened.add(journal);
  return { kind: 'opened', journal };
}

function journalStore(owned: Owned, epoch: number): JournalStore {
  const { db, path, name, key, secret } = owned;
  const file = statSync(path);
  // 256 KiB hold what message after message touches; with SQLite's 2 MB, dozens of numbers would hold dozens of times that.
  db.exec('PRAGMA cache_size = -256');
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  // They answer with the last row id written; as numbers that may be out of range.
  for (const statement of [begin, commit]) statement.setReadBigInts(true);
  const find = db.prepare('SELECT sealed FROM rows WHERE space = ? AND hash = ?');
  const page = db.prepare(
    'SELECT hash, place, sealed FROM rows WHERE space = ? AND place >= ? ORDER BY place, sequence LIMIT ?',
  );
  const counted = db.prepare('SELECT COUNT(*) AS rows FROM rows WHERE space = ?');
  const last = db.prepare('SELECT MAX(place) AS place FROM rows WHERE space = ?');
  const put = db.prepare(`INSERT INTO rows(space, hash, place, sealed) VALUES(?, ?, ?, ?)
    ON CONFLICT(space, hash) DO UPDATE SET sealed = excluded.sealed`);
  const putAt = db.prepare(`INSERT INTO rows(space, hash, place, sealed) VALUES(?, ?, ?, ?)
    ON CONFLICT(space, hash) DO UPDATE SET sealed = excluded.sealed, place = excluded.place`);
  const remove = db.prepare('DELETE FROM rows WHERE space = ? AND hash = ?');
  const checkpoint = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
  const places = new Map<string, number>();
  let closed = false;
  let syncs = true;

  const hashOf = (space: string, rowKey: string): Buffer =>
    createHmac('sha256', secret)
      .update(joined([space, rowKey]))
      .digest();

  const placeOf = (space: string, hash: Uint8Array): Place => ({
    collection: `journal/${name}`,
    id: space,
    field: Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('base64url'),
  });

  /** Behind all that is or was in the space since the journal was opened. */
  function nextPlace(space: string): number {
    const next = (places.get(space) ?? Number(last.get(space)?.['place'] ?? 0)) + 1;
    places.set(space, next);
    return next;
  }

  function write(change: JournalChange): void {
    const { space, value, order } = change;
    const hash = hashOf(space, change.key);
    if (value === null) {
      remove.run(space, hash);
      return;
    }
    const sealed = key.seal(placeOf(space, hash), packed(change.key, value));
    if (order === undefined) put.run(space, hash, nextPlace(space), sealed);
    else putAt.run(space, hash, order, sealed);
  }

  /** Without it the log is written, but not synced: a later commit that syncs takes all before it along (sqlite.org/wal.html). */
  function syncAtCommit(wanted: boolean): void {
    if (syncs === wanted) return;
    db.exec(`PRAGMA synchronous = ${wanted ? 'FULL' : 'NORMAL'}`);
    syncs = wanted;
  }

  /** A file that was moved away or replaced is no longer what its lock stands for. */
  function checkOwnership(): void {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.ino !== file.ino || found.dev !== file.dev) throw new StorageFault('closed');
  }

  function guarded<R>(work: () => R): R {
    if (closed) throw new StorageFault('closed');
    try {
      return work();
    } catch (error) {
      throw asFault(error);
    }
  }

  const journal: JournalStore = {
    epoch,
    get: (space, rowKey) =>
      guarded(() => {
        const hash = hashOf(space, rowKey);
        const sealed = find.get(space, hash)?.['sealed'];
        return sealed === undefined ? undefined : unpacked(key.open(placeOf(space, hash), sealed as Sealed)).value;
      }),
    list: (space, { from = Number.MIN_SAFE_INTEGER, limit }) => {
      if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
        throw new TypeError('A page holds 1 to 10,000 rows.');
      }
      return guarded(() =>
        page.all(space, from, limit).map((row): JournalRow => {
          const opened = key.open(placeOf(space, row['hash'] as Uint8Array), row['sealed'] as Sealed);
          return { ...unpacked(opened), order: Number(row['place']) };
        }),
      );
    },
    count: (space) => guarded(() => Number(counted.get(space)?.['rows'])),
    commit: (changes, durable = 'now') =>
      guarded(() => {
        if (changes.length === 0) return;
        checkOwnership();
        syncAtCommit(durable === 'now');
        begin.run();
        try {
          for (const change of changes) write(change);
          commit.run();
        } catch (error) {
          if (db.isTransaction) rollBack(db);
          throw error;
        }
      }),
    emptyLog: () =>
      guarded(() => {
        if (checkpoint.get()?.['busy'] !== 0) throw new Error('The write-ahead log is in use.');
      }),
    [Symbol.dispose]() {
      if (closed) return;
      closed = true;
      owned.closed(journal);
      db.close();
    },
  };
  return journal;
}

function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // The failing disk already ended the transaction.
  }
}

/** The clear key lies in the box with its value: its length in bytes (4 bytes), itself in UTF-16, the value. */
function packed(rowKey: string, value: Uint8Array): Uint8Array {
  const key = Buffer.from(rowKey, 'utf16le');
  const box = Buffer.allocUnsafe(4 + key.length + value.length);
  box.writeUInt32LE(key.length);
  box.set(key, 4);
  box.set(value, 4 + key.length);
  return box;
}

function unpacked(box: Uint8Array): { readonly key: string; readonly value: Uint8Array } {
  const bytes = Buffer.from(box.buffer, box.byteOffset, box.byteLength);
  const length = bytes.readUInt32LE();
  return { key: bytes.toString('utf16le', 4, 4 + length), value: bytes.subarray(4 + length) };
}
