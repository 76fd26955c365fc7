/** Notes a second proof that it is this person who asks: from then on everything is offered, whoever had the number before. */
import type { Feed, Records, Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { RequestRow } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { keyOfPerson } from '../person/key-of.ts';
import { changeRequest, refuseClosed } from './change.ts';
import { findRequest } from './find.ts';
import { requestViews } from './view.ts';

export interface ProveRequest {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
}

/**
 * What it was is sealed in the trail (GDPR art. 12 (6)). @throws Problem `not-found`; `about-yourself`; `request-closed`;
 * `changed-meanwhile`
 */
export async function proveRequest(
  deps: ProveRequest,
  authorized: Authorized<'request:answer'>,
  { id, proof }: { readonly id: string; readonly proof: string },
): Promise<RequestRow> {
  const found = await findRequest(deps, authorized, id);
  const { doc: request } = found;
  if (request.person !== null) await refuseAboutSelf(deps, authorized.actor, [request.person]);
  refuseClosed(request);
  const key = await keyOfPerson(deps, request.person);
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'request-proved',
    subject: request.id,
    reason: key.seal({ collection: 'requests', id: request.id, field: 'proof' }, proof.toWellFormed()),
  });
  return requestViews(deps)(await changeRequest(deps, found, { identity: 'proved', onlySince: null }));
}
