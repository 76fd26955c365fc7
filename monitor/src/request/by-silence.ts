/** Applies by itself what nobody answered for thirty days, where the policy says so: corrections, anonymising; an erasure never. */
import {
  type Clock,
  erasures,
  type PersonId,
  persons,
  type Records,
  type Request,
  type Versioned,
} from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { type ConfirmErasure, confirmErasure } from '../erase/confirm.ts';
import { limitationOf } from '../erase/limitation.ts';
import { haveAccount } from '../erase/refuse-accounts.ts';
import { everyPage } from '../every-page.ts';
import { holdsAgainst } from '../hold/against.ts';
import { openDoubts } from '../person/doubt.ts';
import { humanOf } from '../person/human.ts';
import { isLocked } from '../person/refuse-locked.ts';
import { concernedBy } from '../scope/find.ts';
import { type ApplyCorrection, applyCorrection } from './apply.ts';
import { type ChangeRequest, changeRequest } from './change.ts';
import { type CloseAlerts, closeAlertsOf } from './close-alerts.ts';
import { silentFrom } from './period.ts';
import { rightsPolicyOf } from './rights-policy.ts';
import { zoneOf } from './zone.ts';

export type ApplyBySilence = ApplyCorrection &
  ConfirmErasure &
  ChangeRequest &
  CloseAlerts & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
    readonly audit: Audit;
    readonly clock: Clock;
  };

const system: Actor = { kind: 'system' };

/** Only for whom identity was proved; never against a hold, a doubt, or a limitation that runs. */
export async function applyBySilence(deps: ApplyBySilence, found: Versioned<Request>): Promise<void> {
  const { doc: request } = found;
  const { person, kind, state, identity, receivedAt, enteredAt = receivedAt, number } = request;
  if (state !== 'open' || identity !== 'proved' || person === null) return;
  if (kind !== 'correction' && kind !== 'anonymise') return;
  // Who enters a letter says when it came and whose it is: nobody goes by one hand and by silence.
  if (kind === 'anonymise' && request.source === 'desk') return;
  if (!(await rightsPolicyOf(deps)).bySilence[kind]) return;
  if (deps.clock() <= silentFrom(Math.max(receivedAt, enteredAt), await zoneOf(deps, number))) return;
  if (!(await isFree(deps, person))) return;
  if (kind === 'anonymise') await anonymise(deps, request, person);
  else await correct(deps, found);
}

async function isFree(deps: ApplyBySilence, person: PersonId): Promise<boolean> {
  const human = await humanOf(deps, person);
  for (const one of human) {
    const known = (await deps.records.get(persons, one))?.doc;
    if (!known || isLocked(known)) return false;
  }
  if ((await openDoubts(deps, human)).length > 0) return false;
  return (await holdsAgainst(deps, { kind: 'person', person }, human)).length === 0;
}

/** A letter without words says nothing that could be corrected by itself. */
async function correct(deps: ApplyBySilence, found: Versioned<Request>): Promise<void> {
  const { doc: request } = found;
  if (request.correction === null && request.sealedWords === undefined) return;
  await deps.audit.record({
    chain: 'company',
    actor: system,
    act: 'request-answered',
    subject: request.id,
    detail: { kind: request.kind, answer: 'by-silence', limb: null },
  });
  const applied = await applyCorrection(deps, system, request);
  const answer = { kind: 'by-silence', limb: null, at: deps.clock(), by: 'system' } as const;
  await closeAlertsOf(deps, system, await changeRequest(deps, found, { ...applied, state: 'answered', answer }));
}

/** The erasure answers the request. One that a human undid is not begun again. */
async function anonymise(deps: ApplyBySilence, { id, receivedAt }: Request, person: PersonId): Promise<void> {
  const scope = { kind: 'person', person } as const;
  const concerned = await concernedBy(deps, scope);
  if (!concerned || (await limitationOf(deps, concerned.whole, deps.clock())) !== null) return;
  if (await haveAccount(deps, concerned.whole)) return;
  const begun = everyPage((after) =>
    deps.records.find(erasures, { index: 'byConfirmation', range: { from: receivedAt }, limit: 500, ...after }),
  );
  for await (const { doc } of begun) if (doc.request === id) return;
  const { undoHours } = await rightsPolicyOf(deps);
  const why = { scope, mode: 'anonymise', concerned, reason: 'by-silence', objected: false } as const;
  await confirmErasure(deps, system, { ...why, source: 'request', request: id, undoHours });
}
