/** Takes a request back at the portal: one that the person behind the link made, not who may have had the number before. */
import { requests } from '@atalaia/storage';
import { Problem } from '../problem.ts';
import { type WithdrawRequest, withdrawRequest } from '../request/withdraw.ts';
import type { OpenShare } from '../share/open.ts';

/** @throws Problem `not-found` for a request of somebody else; `request-closed`; `changed-meanwhile` */
export async function withdrawAtPortal(deps: WithdrawRequest, share: OpenShare, id: string): Promise<void> {
  const found = await deps.records.get(requests, id);
  if (found && share.since !== null && found.doc.receivedAt < share.since) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  await withdrawRequest(deps, share.actor, share.human, id);
}
