/** Takes two further months for a request, as the GDPR allows once, and tells the person why. */
import type { Clock, Feed, Records, Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { RequestRow } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { keyOfPerson } from '../person/key-of.ts';
import { Problem } from '../problem.ts';
import { changeRequest, refuseClosed } from './change.ts';
import { findRequest } from './find.ts';
import { extendedDueOf } from './period.ts';
import { type SendInChat, sendInChat } from './send-in-chat.ts';
import { requestViews } from './view.ts';
import { sealWords } from './words.ts';
import { zoneOf } from './zone.ts';

export interface ExtendRequest extends SendInChat {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly feed: Pick<Feed, 'publish'>;
}

/**
 * GDPR art. 12 (3): within the first month, with the reason, which the person is shown. The LGPD knows no such thing.
 * @throws Problem `not-found`; `about-yourself`; `request-closed`; `not-extendable`; `changed-meanwhile`
 */
export async function extendRequest(
  deps: ExtendRequest,
  authorized: Authorized<'request:answer'>,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<RequestRow> {
  const found = await findRequest(deps, authorized, id);
  const { doc: request } = found;
  if (request.person !== null) await refuseAboutSelf(deps, authorized.actor, [request.person]);
  refuseClosed(request);
  const { law, extendedAt, dueAt, receivedAt, number } = request;
  if (law !== 'gdpr' || extendedAt !== null || deps.clock() > dueAt) {
    throw new Problem('not-extendable', 'Only under the GDPR, once, and before the first month is over.');
  }
  const key = await keyOfPerson(deps, request.person);
  const until = extendedDueOf(receivedAt, await zoneOf(deps, number));
  const sealedExtension = sealWords(key, request, 'sealedExtension', reason);
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'request-extended',
    subject: request.id,
    detail: { until },
    reason: sealedExtension,
  });
  const longer = await changeRequest(deps, found, {
    extendedAt: until,
    answerBy: until,
    sealedExtension,
    reminded: 'none',
  });
  sendInChat(deps, longer, reason);
  return requestViews(deps)(longer);
}
