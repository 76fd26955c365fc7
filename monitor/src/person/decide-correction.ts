/** A dpo accepts a correction, which then stands beside the original, or refuses it. */
import {
  type Clock,
  type Correction,
  corrections,
  type Feed,
  type Records,
  type Vault,
  type Versioned,
} from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import { type Actor, actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { CorrectionView } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { correctionViews } from './correction-view.ts';
import { findPerson } from './find.ts';

export interface SettleCorrection {
  readonly records: Pick<Records, 'replace'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly feed: Pick<Feed, 'publish'>;
}

export type DecideCorrection = SettleCorrection & {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly vault: Pick<Vault, 'openText'>;
};

/** @throws Problem `not-found`; `about-yourself`; `changed-meanwhile` if it was decided otherwise */
export async function decideCorrection(
  deps: DecideCorrection,
  authorized: Authorized<'person:correct'>,
  input: { readonly id: string; readonly accepted: boolean },
): Promise<CorrectionView> {
  const found = await deps.records.get(corrections, input.id);
  if (!found) throw new Problem('not-found', 'There is nothing here that you may see.');
  const { doc: person } = await findPerson(deps, authorized, found.doc.person);
  await refuseAboutSelf(deps, authorized.actor, [person.id]);
  return correctionViews(deps)(await settleCorrection(deps, authorized.actor, found, input.accepted));
}

/** For callers who have asked who decides: the desk, an answer to a request, the clock. Deciding it the same way again changes nothing. */
export async function settleCorrection(
  deps: SettleCorrection,
  actor: Actor,
  { doc: correction, version }: Versioned<Correction>,
  accepted: boolean,
): Promise<Correction> {
  const state = accepted ? 'accepted' : 'refused';
  if (correction.state === state) return correction;
  if (correction.state !== 'asked') throw decidedAlready();
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'correction-decided',
    subject: correction.person,
    detail: { correction: correction.id, accepted },
  });
  const decided: Correction = { ...correction, state, decidedBy: actorRef(actor), decidedAt: deps.clock() };
  if ((await deps.records.replace(corrections, version, decided)) !== 'replaced') throw decidedAlready();
  deps.feed.publish({ kind: 'person-changed', id: correction.person });
  return decided;
}

function decidedAlready(): Problem {
  return new Problem('changed-meanwhile', 'This correction was decided already; look again.');
}
