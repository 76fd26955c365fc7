/** Lists erasures, the latest first: what went when, by whom; ids and counts only. */
import { type Cursor, erasures, type Records } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { ErasureView } from '../api/rights-views.ts';
import { mayLook } from './find.ts';
import { erasureViews, type ViewErasures } from './view.ts';

export interface ListErasures extends ViewErasures {
  readonly records: ViewErasures['records'] & Pick<Records, 'find'>;
}

/** A page of at most `limit`; those on foreign numbers are left out. */
export async function listErasures(
  deps: ListErasures,
  authorized: Authorized<'erasure:list'>,
  input: { readonly cursor?: Cursor | undefined; readonly limit: number },
): Promise<{ erasures: ErasureView[]; next: string | null }> {
  const page = await deps.records.find(erasures, {
    index: 'byConfirmation',
    order: 'descending',
    limit: input.limit,
    ...(input.cursor === undefined ? {} : { after: input.cursor }),
  });
  const viewOf = erasureViews(deps);
  const seen = page.items.map(({ doc }) => doc).filter(({ numbers }) => mayLook(authorized, numbers));
  return { erasures: await Promise.all(seen.map(viewOf)), next: page.next ?? null };
}
