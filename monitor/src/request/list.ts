/** Lists what people asked for: open ones by the end of their time, the rest the latest first. */
import { type Cursor, type Records, type Request, requests } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { RequestRow } from '../api/rights-views.ts';
import { mayLook } from './find.ts';
import { requestViews, type ViewRequests } from './view.ts';

export interface ListRequests extends ViewRequests {
  readonly records: Pick<Records, 'get' | 'find'>;
}

export interface RequestsWanted {
  readonly state: Request['state'];
  readonly cursor?: Cursor | undefined;
  readonly limit: number;
}

/** Those about people of other numbers are passed over. */
export async function listRequests(
  deps: ListRequests,
  authorized: Authorized<'request:list'>,
  { state, cursor, limit }: RequestsWanted,
): Promise<{ requests: RequestRow[]; next: string | null }> {
  const shown: Request[] = [];
  let after = cursor;
  do {
    const page = await deps.records.find(requests, {
      index: 'byState',
      equals: { state },
      order: state === 'open' ? 'ascending' : 'descending',
      limit: limit - shown.length,
      ...(after === undefined ? {} : { after }),
    });
    for (const { doc } of page.items) if (await mayLook(deps, authorized, doc)) shown.push(doc);
    after = page.next;
  } while (after !== undefined && shown.length < limit);
  return { requests: await Promise.all(shown.map(requestViews(deps))), next: after ?? null };
}
