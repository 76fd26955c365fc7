/** Lists alerts, the newest first, of the numbers someone may see. Nothing that was written is opened. */
import { type Alert, alerts, type Cursor, type NumberId, type Records } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { visibleNumbers } from '../access/visible-numbers.ts';
import type { AlertRow } from '../api/views.ts';
import { alertRows, type RowDeps } from './row.ts';

export interface ListAlerts extends RowDeps {
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
}

export interface AlertFilter {
  readonly state: Alert['state'];
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
  const page = await deps.records.find(alerts, {
    ...wanted,
    order: 'descending',
    limit: input.limit,
    ...(input.cursor === undefined ? {} : { after: input.cursor }),
  });
  const counted = await deps.records.count(alerts, wanted);
  return {
    alerts: await alertRows(
      deps,
      page.items.map(({ doc }) => doc),
    ),
    next: page.next ?? null,
    total: counted.get('all') ?? 0,
  };
}

/** The index whose leading fields are exactly those asked for, so that every page is in the order of raising. */
function indexFor({ state, severity }: AlertFilter, numbers: readonly NumberId[] | null) {
  if (numbers === null) {
    return severity === undefined
      ? ({ index: 'byState', equals: { state } } as const)
      : ({ index: 'bySeverity', equals: { state, severity } } as const);
  }
  return severity === undefined
    ? ({ index: 'byNumber', equals: { number: numbers, state } } as const)
    : ({ index: 'byNumberSeverity', equals: { number: numbers, state, severity } } as const);
}
