/** Opens a request with the person's own words, whether it is surely them, and answers ready to send. Recorded before it is shown. */
import { corrections, type PersonId, persons, type Records, type Request, type Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { RequestDetail } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { correctionViews } from '../person/correction-view.ts';
import { openDoubts } from '../person/doubt.ts';
import { humanOf } from '../person/human.ts';
import { personView } from '../person/label.ts';
import { isLocked } from '../person/refuse-locked.ts';
import { type DraftAnswers, draftsFor } from './drafts.ts';
import { findRequest } from './find.ts';
import { requestViews } from './view.ts';
import { openWords } from './words.ts';

export interface ReadRequest extends DraftAnswers {
  readonly records: Pick<Records, 'get' | 'find' | 'count'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
  /** Origin of the portal; null without one. */
  readonly portalAddress: string | null;
}

/** Of somebody who is being erased nothing opens any more. @throws Problem `not-found`; `about-yourself` */
export async function readRequest(
  deps: ReadRequest,
  authorized: Authorized<'request:answer'>,
  { id }: { readonly id: string },
): Promise<RequestDetail> {
  const { doc: request } = await findRequest(deps, authorized, id);
  const human = request.person === null ? [] : await humanOf(deps, request.person);
  await refuseAboutSelf(deps, authorized.actor, human);
  const opens = await opensStill(deps, request);
  const detail: RequestDetail = {
    ...(await requestViews(deps)(request)),
    words: opens ? await openWords(deps, request, 'sealedWords') : null,
    answerText: opens ? await openWords(deps, request, 'sealedAnswer') : null,
    extensionText: opens ? await openWords(deps, request, 'sealedExtension') : null,
    changedHands: request.changedHands,
    onlySince: request.onlySince,
    perhaps: await perhapsSame(deps, human),
    portal: deps.portalAddress !== null,
    correction: opens ? await correctionOf(deps, request) : null,
    ...(opens && request.state === 'open'
      ? await draftsFor(deps, request, human)
      : { language: null, drafts: [], simplified: null }),
  };
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'request-read',
    subject: request.id,
    detail: { person: request.person },
  });
  return detail;
}

async function opensStill(deps: ReadRequest, { person }: Request): Promise<boolean> {
  const known = person === null ? undefined : (await deps.records.get(persons, person))?.doc;
  return known !== undefined && !isLocked(known);
}

async function perhapsSame(deps: ReadRequest, human: readonly PersonId[]): Promise<RequestDetail['perhaps']> {
  const others = new Set(await openDoubts(deps, human));
  const found = await Promise.all([...others].map((other) => deps.records.get(persons, other)));
  return found.flatMap((other) => (other ? [personView(other.doc, null)] : []));
}

async function correctionOf(deps: ReadRequest, { correction }: Request): Promise<RequestDetail['correction']> {
  const found = correction === null ? undefined : await deps.records.get(corrections, correction);
  return found ? correctionViews(deps)(found.doc) : null;
}
