/** How a declared collection becomes a table: index fields as columns, sealed fields as blobs, the rest as JSON. */
import type { DatabaseSync } from 'node:sqlite';
import type { Collection, IndexFields } from '../collection.ts';

/** A collection's fields seen without their types. */
export type Fields = Readonly<Record<string, unknown>>;
export type ColumnValue = string | number | null;
export type Cell = ColumnValue | Uint8Array;

/** Names of what a table holds besides `_row`, `id`, `_version` and `_body`. */
export interface TableShape {
  /** Quoted name of the table. */
  readonly table: string;
  readonly indexed: readonly string[];
  readonly sealed: readonly string[];
}

/** Creates the table, or brings its indexes and their columns to what is declared now. */
export function prepareTable<T, I extends IndexFields<T>>(db: DatabaseSync, c: Collection<T, I>): TableShape {
  const indexed = [...new Set(Object.values<readonly string[]>(c.indexes).flat())].filter((field) => field !== 'id');
  const shape: TableShape = { table: quote(c.name), indexed, sealed: c.sealed };
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(`CREATE TABLE IF NOT EXISTS ${shape.table}(
      "_row" INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "_version" INTEGER NOT NULL, "_body" TEXT NOT NULL)`);
    dropUndeclared(db, shape, c);
    addColumns(db, shape);
    for (const [name, fields] of Object.entries<readonly string[]>(c.indexes)) {
      const unique = c.unique?.includes(name) ?? false;
      // SQLite ends every index in the row number: equal documents have a fixed order, and new ones come last.
      const index = quote(`${c.name}.${name}`);
      const columns = fields.map(quote).join(', ');
      db.exec(`CREATE ${unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS ${index} ON ${shape.table}(${columns})`);
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
  return shape;
}

/** An index of other fields goes too. A column left behind would be stale when its index is declared again. Sealed columns (of type BLOB) are never dropped. */
function dropUndeclared<T, I extends IndexFields<T>>(db: DatabaseSync, shape: TableShape, c: Collection<T, I>): void {
  const declared = new Map(
    Object.entries<readonly string[]>(c.indexes).map(([name, fields]) => [`${c.name}.${name}`, fields.join()]),
  );
  const indexes = db.prepare(`SELECT name FROM pragma_index_list(?) WHERE origin = 'c'`).all(c.name);
  const fieldsOf = db.prepare('SELECT name FROM pragma_index_info(?) ORDER BY seqno');
  for (const name of indexes.map((row) => String(row['name']))) {
    const fields = fieldsOf.all(name).map((row) => String(row['name']));
    if (declared.get(name) !== fields.join()) db.exec(`DROP INDEX ${quote(name)}`);
  }
  for (const { name, type } of columnsOf(db, shape)) {
    if (type === '' && !shape.indexed.includes(name)) db.exec(`ALTER TABLE ${shape.table} DROP COLUMN ${quote(name)}`);
  }
}

function columnsOf(db: DatabaseSync, shape: TableShape): { readonly name: string; readonly type: string }[] {
  const rows = db.prepare(`PRAGMA table_info(${shape.table})`).all();
  return rows.map((row) => ({ name: String(row['name']), type: String(row['type']) }));
}

function addColumns(db: DatabaseSync, shape: TableShape): void {
  const present = new Set(columnsOf(db, shape).map(({ name }) => name));
  for (const field of shape.sealed.filter((name) => !present.has(name))) {
    db.exec(`ALTER TABLE ${shape.table} ADD COLUMN ${quote(field)} BLOB`);
  }
  for (const field of shape.indexed.filter((name) => !present.has(name))) {
    db.exec(`ALTER TABLE ${shape.table} ADD COLUMN ${quote(field)}`);
    const path = `'$."${field}"'`;
    db.exec(`UPDATE ${shape.table} SET ${quote(field)} = CASE json_type("_body", ${path})
      WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE "_body" ->> ${path} END`);
  }
}

/** Names come from our own declarations, yet none reaches SQL unless it is a plain word. */
export function quote(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9.]*$/.test(name))
    throw new TypeError('A collection, index or field has a name that is no plain word.');
  return `"${name}"`;
}

/** An index field's value as SQLite compares it: absent counts as null; booleans by name, so that counts read well. */
export function toColumn(value: unknown): ColumnValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  throw new TypeError('An index field may hold a string, a number, a boolean or null only.');
}

/** The values of one row, in the order id, body, indexed fields, sealed fields. */
export function toRow(shape: TableShape, doc: Fields): Cell[] {
  const clear: Record<string, unknown> = {};
  for (const field in doc) {
    if (!shape.sealed.includes(field)) clear[field] = doc[field];
  }
  const row: Cell[] = [String(doc['id']), JSON.stringify(clear)];
  for (const field of shape.indexed) row.push(toColumn(doc[field]));
  for (const field of shape.sealed) row.push((doc[field] as Uint8Array | undefined) ?? null);
  return row;
}

/** The document of a row as selected by `selectedColumns`; a sealed field that was absent is absent again. */
export function fromRow<T>(shape: TableShape, row: Readonly<Record<string, unknown>>): { version: number; doc: T } {
  const doc = JSON.parse(String(row['_body'])) as Record<string, unknown>;
  for (const field of shape.sealed) {
    const value = row[field];
    if (value !== null) doc[field] = value;
  }
  return { version: Number(row['_version']), doc: doc as T };
}

export function selectedColumns(shape: TableShape): string {
  return ['"_row"', '"_version"', '"_body"', ...shape.sealed.map(quote)].join(', ');
}
