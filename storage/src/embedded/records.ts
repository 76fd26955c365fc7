/** Records on SQLite: one table per collection, every write durable when its promise resolves. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Collection, IndexFields } from '../collection.ts';
import { asFault } from '../fault.ts';
import type { Records, Versioned } from '../ports.ts';
import { isConstraint } from './database.ts';
import type { GroupCommit } from './group-commit.ts';
import { countSql, pageSql, planQuery, type Sql, writeCursor } from './query.ts';
import {
  type Cell,
  type Fields,
  fromRow,
  prepareTable,
  quote,
  selectedColumns,
  type TableShape,
  toRow,
} from './table.ts';

/** Statements of queries kept prepared; sets of many sizes would otherwise pile up. */
const preparedQueries = 500;

interface Table {
  readonly shape: TableShape;
  /** The greatest row number given. While the program runs none is given twice, so no cursor passes over a new row. */
  lastRow: number;
  readonly insert: StatementSync;
  readonly get: StatementSync;
  /** Version and index fields of a row. */
  readonly indexed: StatementSync;
  /** Writes a whole row, but touches only the named index fields. */
  update(changed: readonly string[]): StatementSync;
  readonly remove: StatementSync;
}

/** `unread`: resolves when nobody reads an older state, which keeps its rows in the log. */
export function embeddedRecords(db: DatabaseSync, commits: GroupCommit, unread: () => Promise<void>): Records {
  const tables = new Map<string, Table>();
  const queries = new Map<string, StatementSync>();

  function tableOf<T, I extends IndexFields<T>>(c: Collection<T, I>): Table {
    let table = tables.get(c.name);
    if (table === undefined) {
      table = statementsOf(db, prepareTable(db, c));
      tables.set(c.name, table);
    }
    return table;
  }

  function all(sql: Sql): Record<string, unknown>[] {
    let statement = queries.get(sql.text);
    if (statement === undefined) {
      if (queries.size >= preparedQueries) queries.clear();
      statement = db.prepare(sql.text);
      queries.set(sql.text, statement);
    }
    return statement.all(...sql.values);
  }

  return {
    insert: (c, doc) =>
      refused(() => {
        const table = tableOf(c);
        const row = toRow(table.shape, parsed(c, doc));
        return commits.write(() => {
          table.lastRow += 1;
          return table.insert.run(table.lastRow, ...row).changes === 1 ? 'inserted' : 'duplicate';
        });
      }),

    get: <T, I extends IndexFields<T>>(c: Collection<T, I>, id: string) =>
      refused(async (): Promise<Versioned<T> | undefined> => {
        const { shape, get } = tableOf(c);
        const row = get.get(id);
        return row === undefined ? undefined : fromRow<T>(shape, row);
      }),

    replace: (c, version, doc) =>
      refused(() => {
        const table = tableOf(c);
        const row = toRow(table.shape, parsed(c, doc));
        return commits.write(() => replaceRow(table, version, row));
      }),

    remove: (c, id) =>
      refused(() => {
        const { remove } = tableOf(c);
        return commits.write(() => remove.run(id).changes === 1);
      }),

    find: <T, I extends IndexFields<T>>(c: Collection<T, I>, query: Parameters<Records['find']>[1]) =>
      refused(async () => {
        if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > 1000) {
          throw new TypeError(`${c.name}.${query.index}: the limit must be 1 to 1,000.`);
        }
        const { shape } = tableOf(c);
        const plan = planQuery(c, query);
        const rows = all(pageSql(shape, plan, selectedColumns(shape), query));
        const items = rows.slice(0, query.limit).map((row) => fromRow<T>(shape, row));
        const last = items.at(-1);
        if (rows.length <= query.limit || last === undefined) return { items };
        const row = Number(rows[query.limit - 1]?.['_row']);
        return { items, next: writeCursor(plan, query.index, last.doc as Fields, row) };
      }),

    count: (c, query) =>
      refused(async () => {
        const { shape } = tableOf(c);
        const plan = planQuery(c, query);
        if (query.by !== undefined && plan.order[0] !== query.by) {
          throw new TypeError(`${c.name}.${query.index}: ${query.by} is not the field after the equalities.`);
        }
        const rows = all(countSql(shape, plan, query.by));
        return new Map(rows.map((row) => [query.by === undefined ? 'all' : String(row['by']), Number(row['count'])]));
      }),

    async emptyLog() {
      await unread();
      await commits.emptyLog();
    },
  };
}

/** What SQLite throws becomes a `StorageFault`; a mistake in the program stays a TypeError. */
async function refused<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TypeError ? error : asFault(error);
  }
}

/** The document as its schema reads it. The error names the fields that do not fit, never their values. */
function parsed<T, I extends IndexFields<T>>(c: Collection<T, I>, doc: T): Fields {
  const result = c.schema.safeParse(doc);
  if (result.success) return result.data as Fields;
  const places = [...new Set(result.error.issues.map((issue) => issue.path.join('.')))];
  throw new TypeError(`A document does not fit the schema of ${c.name}: ${places.join(', ')}.`);
}

/** Leaves out index fields that stay as they are: SQLite would rewrite their indexes all the same. */
function replaceRow(
  table: Table,
  version: number,
  row: readonly Cell[],
): 'replaced' | 'stale' | 'missing' | 'duplicate' {
  const { shape } = table;
  const [id = null, body = null] = row;
  const present = table.indexed.get(id);
  if (present === undefined) return 'missing';
  if (present['_version'] !== version) return 'stale';
  const cellOf = (field: string) => row[2 + shape.indexed.indexOf(field)] ?? null;
  const changed = shape.indexed.filter((field) => present[field] !== cellOf(field));
  const sealed = row.slice(2 + shape.indexed.length);
  try {
    table.update(changed).run(body, ...sealed, ...changed.map(cellOf), id);
    return 'replaced';
  } catch (error) {
    if (isConstraint(error)) return 'duplicate';
    throw error;
  }
}

function statementsOf(db: DatabaseSync, shape: TableShape): Table {
  const { table } = shape;
  const columns = ['_row', 'id', '_body', ...shape.indexed, ...shape.sealed].map(quote);
  const updates = new Map<string, StatementSync>();
  return {
    shape,
    lastRow: Number(db.prepare(`SELECT MAX("_row") AS "last" FROM ${table}`).get()?.['last'] ?? 0),
    insert: db.prepare(`INSERT INTO ${table}("_version", ${columns.join(', ')})
      VALUES(1, ${columns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`),
    get: db.prepare(`SELECT ${selectedColumns(shape)} FROM ${table} WHERE "id" = ?`),
    indexed: db.prepare(`SELECT ${['_version', ...shape.indexed].map(quote).join(', ')} FROM ${table} WHERE "id" = ?`),
    update(changed) {
      const key = changed.join();
      let statement = updates.get(key);
      if (statement === undefined) {
        const assigned = ['_body', ...shape.sealed, ...changed].map((field) => `${quote(field)} = ?`).join(', ');
        statement = db.prepare(`UPDATE ${table} SET "_version" = "_version" + 1, ${assigned} WHERE "id" = ?`);
        updates.set(key, statement);
      }
      return statement;
    },
    remove: db.prepare(`DELETE FROM ${table} WHERE "id" = ?`),
  };
}
