/** Chooses how the company answers requests: the law, the undo window of erasures, what silence does, who is warned. */
import {
  type Clock,
  type Records,
  type RightsPolicy,
  rightsPolicies,
  type UserId,
  users,
  type Vault,
} from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import { isDpo } from '../access/is-dpo.ts';
import { type Authorized, authorize } from '../access/permissions.ts';
import type { RightsPolicyInForce, RightsPolicyView } from '../api/rights-views.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { policyInForce } from './read-policy.ts';
import { rightsPolicyOf } from './rights-policy.ts';

export interface SetRightsPolicy {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

/**
 * Holds for requests that come from now on; clocks that run keep their law.
 * @throws Problem `bad-request` for a dpo who is none; `not-permitted` to let people go by silence, or sooner, for
 * somebody who may not erase; `changed-meanwhile`
 */
export async function setRightsPolicy(
  deps: SetRightsPolicy,
  { actor }: Authorized<'rights-policy:set'>,
  { law, undoHours, bySilence, dpo, substitute }: RightsPolicyView,
): Promise<RightsPolicyInForce> {
  await refuseOther(deps, dpo, '/dpo');
  await refuseOther(deps, substitute, '/substitute');
  const found = await deps.records.get(rightsPolicies, 'company');
  const { correction, anonymise } = bySilence;
  const before = await rightsPolicyOf(deps);
  if ((anonymise && !before.bySilence.anonymise) || undoHours < before.undoHours) authorize(actor, 'person:erase');
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'rights-policy-set',
    subject: 'company',
    detail: { law, undoHours, correctionBySilence: correction, anonymiseBySilence: anonymise, dpo, substitute },
  });
  const policy: RightsPolicy = {
    id: 'company',
    law,
    undoHours,
    bySilence: { correction, anonymise },
    dpo: dpo as UserId | null,
    substitute: substitute as UserId | null,
    changedBy: actorRef(actor),
    changedAt: deps.clock(),
  };
  const written = found
    ? (await deps.records.replace(rightsPolicies, found.version, policy)) === 'replaced'
    : (await deps.records.insert(rightsPolicies, policy)) === 'inserted';
  if (!written) throw new Problem('changed-meanwhile', 'Somebody changed this a moment ago; look again.');
  return policyInForce(deps);
}

async function refuseOther(deps: Pick<SetRightsPolicy, 'records'>, id: string | null, pointer: string): Promise<void> {
  if (id === null) return;
  const user = (await deps.records.get(users, id))?.doc;
  if (!user || !isDpo(user)) throw new Problem('bad-request', 'This is not an active dpo.', { pointer });
}
