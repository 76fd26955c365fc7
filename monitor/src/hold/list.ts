/** Lists legal holds, the latest first. */
import { type Cursor, type Hold, holds, type Records } from '@atalaia/storage';
import { type Authorized, may, maySee } from '../access/permissions.ts';
import type { HoldView } from '../api/rights-views.ts';
import { concernedBy } from '../scope/find.ts';
import { holdViews, type ViewHolds } from './view.ts';

export interface ListHolds extends ViewHolds {
  readonly records: Pick<Records, 'get' | 'find'>;
}

/** A page of at most `limit`; holds on other numbers are left out. Auditors are shown no reasons: these may speak of people. */
export async function listHolds(
  deps: ListHolds,
  authorized: Authorized<'hold:list'>,
  input: { readonly state: Hold['state']; readonly cursor?: Cursor | undefined; readonly limit: number },
): Promise<{ holds: HoldView[]; next: string | null }> {
  const page = await deps.records.find(holds, {
    index: 'byState',
    equals: { state: input.state },
    order: 'descending',
    limit: input.limit,
    ...(input.cursor === undefined ? {} : { after: input.cursor }),
  });
  const viewOf = holdViews(deps, may(authorized.actor, 'hold:place'));
  const shown: HoldView[] = [];
  for (const { doc } of page.items) if (await isTheirs(deps, authorized, doc)) shown.push(await viewOf(doc));
  return { holds: shown, next: page.next ?? null };
}

async function isTheirs(
  deps: ListHolds,
  { numbers }: Pick<Authorized<'hold:list'>, 'numbers'>,
  { scope }: Hold,
): Promise<boolean> {
  if (numbers === null) return true;
  const concerned = await concernedBy(deps, scope);
  return concerned?.numbers.some((number) => maySee({ numbers }, number)) ?? false;
}
