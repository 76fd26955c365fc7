/** One erasure: how far it is, and what was counted. */
import type { Authorized } from '../access/permissions.ts';
import type { ErasureView } from '../api/rights-views.ts';
import { findErasure } from './find.ts';
import { erasureViews, type ViewErasures } from './view.ts';

/** @throws Problem `not-found` for one on numbers that are not theirs. */
export async function readErasure(
  deps: ViewErasures,
  authorized: Authorized<'erasure:list'>,
  input: { readonly id: string },
): Promise<ErasureView> {
  return erasureViews(deps)((await findErasure(deps, authorized, input.id)).doc);
}
