/** Gives a request to a dpo, or to nobody. */
import { type Feed, type PersonId, type Records, type UserId, users, type Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import { isDpo } from '../access/is-dpo.ts';
import type { Authorized } from '../access/permissions.ts';
import type { RequestRow } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { humanOf } from '../person/human.ts';
import { Problem } from '../problem.ts';
import { changeRequest, refuseClosed } from './change.ts';
import { findRequest } from './find.ts';
import { requestViews } from './view.ts';

export interface AssignRequest {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
}

/** @throws Problem `not-found`; `bad-request` for somebody who is no active dpo; `request-closed`; `about-yourself`; `changed-meanwhile` */
export async function assignRequest(
  deps: AssignRequest,
  authorized: Authorized<'request:answer'>,
  { id, user }: { readonly id: string; readonly user: string | null },
): Promise<RequestRow> {
  const found = await findRequest(deps, authorized, id);
  refuseClosed(found.doc);
  if (found.doc.person !== null) await refuseAboutSelf(deps, authorized.actor, [found.doc.person]);
  const assignee = user as UserId | null;
  const taker = assignee === null ? undefined : (await deps.records.get(users, assignee))?.doc;
  if (assignee !== null && !(taker && isDpo(taker))) {
    throw new Problem('bad-request', 'This is not an active dpo.', { pointer: '/user' });
  }
  const asker: readonly PersonId[] = found.doc.person === null ? [] : await humanOf(deps, found.doc.person);
  if (taker?.person !== undefined && asker.includes(taker.person)) {
    throw new Problem('about-yourself', 'It is about the one who would answer it. Choose somebody else.');
  }
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'request-assigned',
    subject: found.doc.id,
    detail: { to: assignee },
  });
  return requestViews(deps)(await changeRequest(deps, found, { assignee }));
}
