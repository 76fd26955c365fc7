/** Reads all records as they stand at one instant, while the program goes on writing, and puts such rows into an empty archive. */
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asFault } from '../fault.ts';
import type { StoredRow } from '../ports.ts';
import { writeMeta } from './database.ts';
import type { GroupCommit } from './group-commit.ts';
import { quote } from './table.ts';

export interface Snapshots {
  /** Every document of every collection; those of one collection in the order of their making. */
  rows(): AsyncGenerator<StoredRow>;
  /** How many rows there are now. */
  count(): number;
  /** Resolves when no snapshot is being read: until then the log keeps what it needs. */
  unread(): Promise<void>;
  /** Durable when it resolves. Only for an archive that is being restored. */
  putBack(rows: readonly StoredRow[]): Promise<void>;
  /** From now on the archive opens as any other. */
  endRestore(): void;
}

const PAGE = 200;

export function openSnapshots(db: DatabaseSync, path: string, commits: GroupCommit): Snapshots {
  const reading = new Set<Promise<void>>();
  const made = new Map<string, ReadonlySet<string>>();

  async function* read(): AsyncGenerator<StoredRow> {
    const reader = new DatabaseSync(path, { readOnly: true });
    try {
      reader.exec('BEGIN');
      for (const table of tablesOf(reader)) {
        const columns = columnsOf(reader, table);
        const sealed = columns.filter(({ type }) => type === 'BLOB').map(({ name }) => name);
        const fields = ['_row', 'id', '_version', '_body', ...sealed].map(quote).join(', ');
        const page = reader.prepare(
          `SELECT ${fields} FROM ${quote(table)} WHERE "_row" > ? ORDER BY "_row" LIMIT ${PAGE}`,
        );
        for (let rows = page.all(0); rows.length > 0; rows = page.all(Number(rows.at(-1)?.['_row']))) {
          for (const row of rows) yield rowOf(table, sealed, row);
          await nextTurn();
        }
      }
    } catch (error) {
      throw asFault(error);
    } finally {
      reader.close();
    }
  }

  return {
    async *rows() {
      const ended = Promise.withResolvers<void>();
      reading.add(ended.promise);
      try {
        yield* read();
      } finally {
        reading.delete(ended.promise);
        ended.resolve();
      }
    },
    count: () =>
      tablesOf(db).reduce(
        (sum, table) => sum + Number(db.prepare(`SELECT COUNT(*) AS n FROM ${quote(table)}`).get()?.['n']),
        0,
      ),
    unread: async () => void (await Promise.all(reading)),
    putBack: (rows) =>
      commits.write(() => {
        for (const row of rows) insert(db, made, row);
      }),
    endRestore: () => void db.exec("DELETE FROM meta WHERE key = 'restoring'"),
  };
}

/** Noted in the archive until its restore ends, so that half of one is never taken for the whole. */
export function beginRestore(db: DatabaseSync): void {
  writeMeta(db, 'restoring', 'yes');
}

function tablesOf(db: DatabaseSync): readonly string[] {
  const rows = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'meta' ORDER BY name").all();
  return rows.map(({ name }) => String(name));
}

function columnsOf(db: DatabaseSync, table: string): { readonly name: string; readonly type: string }[] {
  const rows = db.prepare(`PRAGMA table_info(${quote(table)})`).all();
  return rows.map(({ name, type }) => ({ name: String(name), type: String(type) }));
}

function rowOf(collection: string, fields: readonly string[], row: Readonly<Record<string, unknown>>): StoredRow {
  const sealed: Record<string, Uint8Array> = {};
  for (const field of fields) {
    const value = row[field];
    if (value instanceof Uint8Array) sealed[field] = value;
  }
  return { collection, id: String(row['id']), version: Number(row['_version']), body: String(row['_body']), sealed };
}

/** Columns of indexes are made, and filled from the body, when the collection is first asked for. */
function insert(db: DatabaseSync, made: Map<string, ReadonlySet<string>>, row: StoredRow): void {
  const table = quote(row.collection);
  let columns = made.get(row.collection);
  if (columns === undefined) {
    db.exec(`CREATE TABLE IF NOT EXISTS ${table}(
      "_row" INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "_version" INTEGER NOT NULL, "_body" TEXT NOT NULL)`);
    columns = new Set(columnsOf(db, row.collection).map(({ name }) => name));
  }
  const fields = Object.keys(row.sealed);
  for (const field of fields) {
    if (columns.has(field)) continue;
    db.exec(`ALTER TABLE ${table} ADD COLUMN ${quote(field)} BLOB`);
    columns = new Set([...columns, field]);
  }
  made.set(row.collection, columns);
  const names = ['id', '_version', '_body', ...fields].map(quote);
  db.prepare(`INSERT INTO ${table}(${names.join(', ')}) VALUES(${names.map(() => '?').join(', ')})`).run(
    row.id,
    row.version,
    row.body,
    ...Object.values(row.sealed),
  );
}
