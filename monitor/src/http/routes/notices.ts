/** Routes of the notices that contacts are given. */
import type { NumberId } from '@atalaia/storage';
import { type ApproveNotice, approveNotice } from '../../notice/approve.ts';
import { type DraftNotice, draftNotice } from '../../notice/draft.ts';
import { type ListNotices, listNotices } from '../../notice/list.ts';
import { type ProposeNotice, proposeNotice } from '../../notice/propose.ts';
import { os } from '../implement-contract.ts';
import { onNumber } from '../on-number.ts';

export function noticesRoutes(deps: ListNotices & ProposeNotice & DraftNotice & ApproveNotice) {
  return os.notices.router({
    list: os.notices.list.use(onNumber('number:list')).handler(async ({ context, input }) => ({
      notices: await listNotices(deps, context.authorized, input.id as NumberId),
    })),
    propose: os.notices.propose
      .use(onNumber('notice:draft'))
      .handler(({ context, input }) => proposeNotice(deps, context.authorized, input.id as NumberId, input.language)),
    draft: os.notices.draft
      .use(onNumber('notice:draft'))
      .handler(({ context, input: { id, ...draft } }) => draftNotice(deps, context.authorized, id as NumberId, draft)),
    approve: os.notices.approve
      .use(onNumber('notice:approve'))
      .handler(({ context, input: { id, ...wanted } }) =>
        approveNotice(deps, context.authorized, id as NumberId, wanted),
      ),
  });
}
