/** Turns a query over one declared index into SQL, and a page's last document into a cursor. */
import type { Collection, IndexFields } from '../collection.ts';
import { StorageFault } from '../fault.ts';
import type { Cursor, Query, Range, Scalar } from '../ports.ts';
import { type ColumnValue, type Fields, quote, type TableShape, toColumn } from './table.ts';

export interface Sql {
  readonly text: string;
  readonly values: readonly ColumnValue[];
}

type Asked = Pick<Query<Fields, string>, 'index' | 'equals' | 'range'>;

/** The rows after the cursor, one more than `limit`, so that the caller sees whether another page follows. */
export function pageSql(shape: TableShape, plan: Plan, columns: string, query: Query<Fields, string>): Sql {
  const descending = query.order === 'descending';
  const values = [...plan.values];
  const conditions = [...plan.conditions];
  if (query.after !== undefined) {
    const last = readCursor(query.index, plan.order.length, query.after);
    conditions.push(afterCondition(plan.order, last, descending, values));
  }
  const order = plan.order.map((field) => `${quote(field)}${descending ? ' DESC' : ''}`).join(', ');
  values.push(query.limit + 1);
  return { text: `SELECT ${columns} FROM ${shape.table}${where(conditions)} ORDER BY ${order} LIMIT ?`, values };
}

/** Rows (`by`, `count`); without `by` one row. */
export function countSql(shape: TableShape, plan: Plan, by: string | undefined): Sql {
  if (by === undefined)
    return { text: `SELECT COUNT(*) AS "count" FROM ${shape.table}${where(plan.conditions)}`, values: plan.values };
  const group = quote(by);
  const text = `SELECT ${group} AS "by", COUNT(*) AS "count" FROM ${shape.table}${where(plan.conditions)} GROUP BY ${group}`;
  return { text, values: plan.values };
}

/** What a query asks of its index. */
export interface Plan {
  readonly conditions: readonly string[];
  readonly values: readonly ColumnValue[];
  /** The index's fields after the equalities, then the row number. */
  readonly order: readonly string[];
}

/** @throws TypeError if the query does not fit the declared index: a mistake in the program, not of a user. */
export function planQuery<T, I extends IndexFields<T>>(c: Collection<T, I>, query: Asked): Plan {
  const fields: readonly string[] | undefined = c.indexes[query.index];
  if (fields === undefined) throw new TypeError(`${c.name} has no index ${query.index}.`);
  const equals = Object.entries(query.equals ?? {}).filter(([, value]) => value !== undefined);
  const leading = fields.slice(0, equals.length);
  const conditions: string[] = [];
  const values: ColumnValue[] = [];
  for (const [field, value] of equals) {
    if (!leading.includes(field)) throw new TypeError(`${c.name}.${query.index}: ${field} is no leading field.`);
    conditions.push(equalCondition(field, value as Scalar | readonly Scalar[], values));
  }
  const rest = fields.slice(equals.length);
  if (query.range !== undefined) conditions.push(...rangeConditions(c.name, rest[0], query.range, values));
  return { conditions, values, order: [...rest, '_row'] };
}

function equalCondition(field: string, value: Scalar | readonly Scalar[], values: ColumnValue[]): string {
  const column = quote(field);
  if (!Array.isArray(value)) {
    values.push(toColumn(value));
    return `${column} IS ?`;
  }
  const present = value.map(toColumn).filter((one) => one !== null);
  values.push(...present);
  const among = `${column} IN (${present.map(() => '?').join(', ')})`;
  return present.length < value.length ? `(${among} OR ${column} IS NULL)` : among;
}

function rangeConditions(name: string, field: string | undefined, range: Range, values: ColumnValue[]): string[] {
  if (field === undefined) throw new TypeError(`${name}: a range needs a field of the index after its equalities.`);
  const conditions: string[] = [];
  if (range.from !== undefined) {
    conditions.push(`${quote(field)} >= ?`);
    values.push(range.from);
  }
  if (range.before !== undefined) {
    conditions.push(`${quote(field)} < ?`);
    values.push(range.before);
  }
  return conditions;
}

/**
 * Rows that come after `last` in the order of `fields`. Null is the least value, as in SQLite's and MongoDB's order;
 * SQL's row values cannot say that.
 */
function afterCondition(
  fields: readonly string[],
  last: readonly ColumnValue[],
  descending: boolean,
  values: ColumnValue[],
): string {
  const [field, ...fieldsLeft] = fields;
  const [value = null, ...valuesLeft] = last;
  if (field === undefined) throw new TypeError('An order has at least the row number.');
  const column = quote(field);
  if (fieldsLeft.length === 0) return beyondOf(column, value, descending, values);
  const bound = boundOf(column, value, descending, values);
  const beyond = beyondOf(column, value, descending, values);
  values.push(value);
  const same = `${column} IS ? AND ${afterCondition(fieldsLeft, valuesLeft, descending, values)}`;
  return `(${bound}(${beyond} OR (${same})))`;
}

/** Implied by the rest, but lets SQLite seek in the index instead of scanning the pages already read. */
function boundOf(column: string, value: ColumnValue, descending: boolean, values: ColumnValue[]): string {
  if (value === null || descending) return '';
  values.push(value);
  return `${column} >= ? AND `;
}

function beyondOf(column: string, value: ColumnValue, descending: boolean, values: ColumnValue[]): string {
  if (value === null) return descending ? 'FALSE' : `${column} IS NOT NULL`;
  values.push(value);
  return descending ? `(${column} < ? OR ${column} IS NULL)` : `${column} > ?`;
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

/** @param row the page's last one, with its document */
export function writeCursor(plan: Plan, index: string, doc: Fields, row: number): Cursor {
  const fields = plan.order.slice(0, -1).map((field) => toColumn(doc[field]));
  return Buffer.from(JSON.stringify([index, ...fields, row])).toString('base64url');
}

function readCursor(index: string, length: number, cursor: Cursor): readonly ColumnValue[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (cause) {
    throw new StorageFault('cursor', { cause });
  }
  if (!Array.isArray(parsed) || parsed.length !== length + 1 || parsed[0] !== index) throw new StorageFault('cursor');
  const values: unknown[] = parsed.slice(1);
  if (!values.every(isColumnValue)) throw new StorageFault('cursor');
  return values;
}

function isColumnValue(value: unknown): value is ColumnValue {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
