/** Records on SQLite: one table per collection, every write durable when its promise resolves. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Collection, IndexFields } from '../collection.ts';
import { asFault } from '../fault.ts';
import type { Records, Versioned } from '../ports.ts';
import { isConstraint } from './database.ts';
import type { GroupCommit } from './group-commit.ts';
import { countSql, pageSql, planQuery, type Sql, writeCursor } from './query.ts';
import { type Fields, fromRow, prepareTable, quote, selectedColumns, type TableShape, toRow } from './table.ts';

/** Statements of queries kept prepared; sets of many sizes would otherwise pile up. */
const preparedQueries = 500;

interface Table {
  readonly shape: TableShape;
  readonly insert: StatementSync;
  readonly get: StatementSync;
  readonly exists: StatementSync;
  readonly replace: StatementSync;
  readonly remove: StatementSync;
}

export function embeddedRecords(db: DatabaseSync, commits: GroupCommit): Records {
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
        const { shape, insert } = tableOf(c);
        const row = toRow(shape, parsed(c, doc));
        return commits.write(() => (insert.run(...row).changes === 1 ? 'inserted' : 'duplicate'));
      }),

    get: <T, I extends IndexFields<T>>(c: Collection<T, I>, id: string) =>
      refused(async (): Promise<Versioned<T> | undefined> => {
        const { shape, get } = tableOf(c);
        const row = get.get(id);
        return row === undefined ? undefined : fromRow<T>(shape, row);
      }),

    replace: (c, version, doc) =>
      refused(() => {
        const { shape, replace, exists } = tableOf(c);
        const [id = null, ...rest] = toRow(shape, parsed(c, doc));
        return commits.write(() => {
          try {
            if (replace.run(...rest, id, version).changes === 1) return 'replaced';
          } catch (error) {
            if (isConstraint(error)) return 'duplicate';
            throw error;
          }
          return exists.get(id) === undefined ? 'missing' : 'stale';
        });
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
        const items = all(pageSql(shape, plan, selectedColumns(shape), query)).map((row) => fromRow<T>(shape, row));
        const last = items.length > query.limit ? items[query.limit - 1] : undefined;
        if (last === undefined) return { items };
        return { items: items.slice(0, query.limit), next: writeCursor(plan, query.index, last.doc as Fields) };
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

function statementsOf(db: DatabaseSync, shape: TableShape): Table {
  const fields = [...shape.indexed, ...shape.sealed].map(quote);
  const columns = ['"_body"', ...fields];
  const { table } = shape;
  return {
    shape,
    insert: db.prepare(`INSERT INTO ${table}("_version", "id", ${columns.join(', ')})
      VALUES(1, ?, ${columns.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`),
    get: db.prepare(`SELECT ${selectedColumns(shape)} FROM ${table} WHERE "id" = ?`),
    exists: db.prepare(`SELECT 1 FROM ${table} WHERE "id" = ?`),
    replace:
      db.prepare(`UPDATE ${table} SET "_version" = "_version" + 1, ${columns.map((name) => `${name} = ?`).join(', ')}
      WHERE "id" = ? AND "_version" = ?`),
    remove: db.prepare(`DELETE FROM ${table} WHERE "id" = ?`),
  };
}
