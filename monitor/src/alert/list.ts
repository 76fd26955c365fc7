/** Lists alerts, the newest first, of the numbers someone may see. Nothing that was written is opened. */
import { type Alert, alerts, type Cursor, type NumberId, type Records } from '@atalaia/storage';
import { type Authorized, may } from '../access/permissions.ts';
import { visibleNumbers } from '../access/visible-numbers.ts';
import type { AlertRow } from '../api/alert-views.ts';
import { isForThem } from './find.ts';
import { alertRows, type RowDeps } from './row.ts';

export interface ListAlerts extends RowDeps {
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
}

export interface AlertFilter {
  readonly state: Alert['state'];
  /** The desk unless said otherwise. */
  readonly place?: 'desk' | 'digest' | undefined;
  readonly severity?: Alert['severity'] | undefined;
  readonly number?: string | undefined;
}

/** A page of at most `limit` alerts, and how many there are in all. @throws Problem `not-found` for a foreign number. */
export async function listAlerts(
  deps: ListAlerts,
  authorized: Authorized<'alert:list'>,
  input: AlertFilter & { readonly cursor?: Cursor | undefined; readonly limit: number },
): Promise<{ alerts: AlertRow[]; next: string | null; total: number }> {
  const everyNumber = authorized.numbers === null && input.number === undefined;
  const numbers = everyNumber ? null : await visibleNumbers(deps, authorized, input.number);
  const wanted = indexFor(input, numbers);
  const page: Alert[] = [];
  let next = input.cursor;
  do {
    const found = await deps.records.find(alerts, {
      ...wanted,
      order: 'descending',
      limit: input.limit - page.length,
      ...(next === undefined ? {} : { after: next }),
    });
    page.push(...found.items.map(({ doc }) => doc).filter((alert) => isForThem(authorized, alert)));
    next = found.next;
  } while (next !== undefined && page.length < input.limit);
  const counted = await deps.records.count(alerts, wanted);
  const hidden = may(authorized.actor, 'reserved:see') ? 0 : await countReserved(deps, authorized, input);
  return { alerts: await alertRows(deps, page), next: next ?? null, total: (counted.get('all') ?? 0) - hidden };
}

/** The index whose leading fields are exactly those asked for, so that every page is in the order of raising. */
function indexFor({ state, severity, place: asked }: AlertFilter, numbers: readonly NumberId[] | null) {
  const place = placeKept(asked);
  if (numbers === null) {
    return severity === undefined
      ? ({ index: 'byState', equals: { state, place } } as const)
      : ({ index: 'bySeverity', equals: { state, place, severity } } as const);
  }
  return severity === undefined
    ? ({ index: 'byNumber', equals: { number: numbers, state, place } } as const)
    : ({ index: 'byNumberSeverity', equals: { number: numbers, state, place, severity } } as const);
}

/** How many of those asked for are for dpos only. */
async function countReserved(
  deps: ListAlerts,
  authorized: Authorized<'alert:list'>,
  { state, severity, place: asked, number }: AlertFilter,
): Promise<number> {
  const counted = await deps.records.count(alerts, {
    index: 'byAudience',
    equals: {
      audience: 'dpo',
      state,
      place: placeKept(asked),
      number: await visibleNumbers(deps, authorized, number),
      ...(severity === undefined ? {} : { severity }),
    },
  });
  return counted.get('all') ?? 0;
}

/** On the desk is the usual place and not written down. */
function placeKept(place: AlertFilter['place']): 'digest' | null {
  return place === 'digest' ? place : null;
}
