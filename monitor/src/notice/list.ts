/** All versions of a number's notices, the newest first: what contacts were told, and what will be said. */
import type { NumberId, Records } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { NoticeRow } from '../api/number-views.ts';
import { findOwnNumber } from '../number/amend.ts';
import { revisionsOf } from './revisions.ts';
import { noticeViews, type ViewNotice } from './view.ts';

export interface ListNotices extends ViewNotice {
  readonly records: Pick<Records, 'get' | 'find'>;
}

/** @throws Problem `not-found` */
export async function listNotices(
  deps: ListNotices,
  authorized: Authorized<'number:list'>,
  id: NumberId,
): Promise<NoticeRow[]> {
  const number = await findOwnNumber(deps, authorized, id);
  const view = await noticeViews(deps, number);
  const all = await revisionsOf(deps.records, id);
  return Promise.all(all.toSorted((a, b) => b.createdAt - a.createdAt || b.revision - a.revision).map(view));
}
