/** A request to erase or to anonymise is met by the erasure that names it. */
import {
  auditEntries,
  type Erasure,
  type PersonId,
  type Records,
  type Request,
  type RequestId,
  requests,
  type Versioned,
} from '@atalaia/storage';
import { type Actor, actorRef } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
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

/**
 * For the erasure, once it is answered and before its keys go: the request that it names, and whatever else those who go
 * whole still asked for. Doing it again changes nothing.
 */
export async function meetByErasure(deps: MeetByErasure, erasure: Erasure): Promise<void> {
  const named = erasure.request === null ? undefined : await deps.records.get(requests, erasure.request);
  if (named) await meet(deps, erasure, named);
  const every = everyPage((after) =>
    deps.records.find(requests, { index: 'byPerson', equals: { person: erasure.whole }, limit: 500, ...after }),
  );
  for await (const found of erasure.whole.length === 0 ? [] : every) {
    if (found.doc.id !== erasure.request) await meet(deps, erasure, found);
  }
}

async function meet(deps: MeetByErasure, erasure: Erasure, found: Versioned<Request>): Promise<void> {
  const { doc: request } = found;
  if (request.state !== 'open') return;
  const kind = answerBy(erasure, request);
  const actor: Actor = { kind: 'system' };
  if (!(await isMetInTrail(deps, erasure, request))) {
    await deps.audit.record({
      chain: 'company',
      actor,
      act: 'request-answered',
      subject: request.id,
      detail: { kind: request.kind, answer: kind, limb: null, erasure: erasure.id },
    });
  }
  const answer = { kind, limb: null, at: deps.clock(), by: erasure.by };
  await closeAlertsOf(deps, actor, await changeRequest(deps, found, { state: 'answered', answer }));
}

/** Then a crash came before the answer was kept. */
async function isMetInTrail({ records }: MeetByErasure, erasure: Erasure, { id }: Request): Promise<boolean> {
  const told = await records.find(auditEntries, { index: 'bySubject', equals: { subject: id }, limit: 100 });
  return told.items.some(({ doc }) => doc.act === 'request-answered' && doc.detail['erasure'] === erasure.id);
}

/** Of an erased person nothing is left to show or to correct. */
function answerBy({ scope, by }: Erasure, { kind }: Request): NonNullable<Request['answer']>['kind'] {
  if (kind === 'access' || kind === 'correction') return 'refused';
  if (by === actorRef({ kind: 'system' })) return 'by-silence';
  return scope.kind === 'person' ? 'accepted' : 'part';
}
