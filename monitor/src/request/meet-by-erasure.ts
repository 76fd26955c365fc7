/** A request to erase or to anonymise is met by the erasure that names it. */
import { type Erasure, type PersonId, type Records, type RequestId, requests } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { type ChangeRequest, changeRequest, refuseClosed } from './change.ts';
import { type CloseAlerts, closeAlertsOf } from './close-alerts.ts';

/**
 * For whoever begins an erasure: whether it can answer this request. `persons`: whom it is about.
 * @throws Problem `not-found`; `request-closed`; `bad-request` for a wish of another kind; `identity-unproved`
 */
export async function refuseUnmeant(
  deps: { readonly records: Pick<Records, 'get'> },
  id: string,
  persons: readonly PersonId[],
): Promise<void> {
  const request = (await deps.records.get(requests, id as RequestId))?.doc;
  if (!request || request.person === null || !persons.includes(request.person)) {
    throw new Problem('not-found', 'There is no such request of this person.');
  }
  refuseClosed(request);
  const { kind, identity } = request;
  if (kind !== 'erase' && kind !== 'anonymise' && kind !== 'object') {
    throw new Problem('bad-request', 'This request asks for something else.', { pointer: '/request' });
  }
  if (identity === 'unproved') {
    throw new Problem('identity-unproved', 'It is not proved that this request is the person’s own.');
  }
}

export type MeetByErasure = ChangeRequest &
  CloseAlerts & { readonly records: Pick<Records, 'get' | 'find' | 'replace'>; readonly audit: Audit };

/** For the erasure, once it is answered and before its keys go. Doing it again changes nothing. */
export async function meetByErasure(deps: MeetByErasure, { id, request, scope, by }: Erasure): Promise<void> {
  const found = request === null ? undefined : await deps.records.get(requests, request);
  if (found?.doc.state !== 'open') return;
  const kind = scope.kind === 'person' ? 'accepted' : 'part';
  const actor: Actor = { kind: 'system' };
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'request-answered',
    subject: found.doc.id,
    detail: { kind: found.doc.kind, answer: kind, limb: null, erasure: id },
  });
  const answer = { kind, limb: null, at: deps.clock(), by } as const;
  await closeAlertsOf(deps, actor, await changeRequest(deps, found, { state: 'answered', answer }));
}
