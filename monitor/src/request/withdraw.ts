/** The person takes their request back. */
import { type Records, type Request, type RequestId, requests } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { type ChangeRequest, changeRequest, refuseClosed } from './change.ts';
import { type CloseAlerts, closeAlertsOf } from './close-alerts.ts';

export type WithdrawRequest = ChangeRequest &
  CloseAlerts & {
    readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
    readonly audit: Audit;
  };

/**
 * For doors at which the person themselves stands. `human`: every document of theirs.
 * @throws Problem `not-found` for a request of somebody else; `request-closed`; `changed-meanwhile`
 */
export async function withdrawRequest(
  deps: WithdrawRequest,
  actor: Actor & { readonly kind: 'person' },
  human: readonly string[],
  id: string,
): Promise<Request> {
  const found = await deps.records.get(requests, id as RequestId);
  if (!found || found.doc.person === null || !human.includes(found.doc.person)) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  refuseClosed(found.doc);
  await deps.audit.record({ chain: 'company', actor, act: 'request-withdrawn', subject: found.doc.id });
  const withdrawn = await changeRequest(deps, found, { state: 'withdrawn' });
  await closeAlertsOf(deps, actor, withdrawn);
  return withdrawn;
}
