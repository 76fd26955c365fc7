/** After a restore nobody's silence is taken for an answer: an answer, a withdrawal or a hold from after the backup is not in it. */
import { type Clock, type Records, type RightsPolicy, rightsPolicies } from '@atalaia/storage';
import { type Actor, actorRef } from '../access/actor.ts';
import { rightsPolicyOf } from '../request/rights-policy.ts';

/** The rights policy applies nothing by itself until somebody chooses it again. Undefined if it did not before. */
export async function pauseSilence(
  deps: { readonly records: Pick<Records, 'get' | 'insert' | 'replace'>; readonly clock: Clock },
  actor: Actor,
): Promise<RightsPolicy | undefined> {
  // Also where nobody chose: corrections by silence are in force from the start.
  const inForce = await rightsPolicyOf(deps);
  const { correction, anonymise } = inForce.bySilence;
  if (!correction && !anonymise) return undefined;
  const paused: RightsPolicy = {
    ...inForce,
    id: 'company',
    bySilence: { correction: false, anonymise: false },
    changedBy: actorRef(actor),
    changedAt: deps.clock(),
  };
  const found = await deps.records.get(rightsPolicies, 'company');
  if (found) await deps.records.replace(rightsPolicies, found.version, paused);
  else await deps.records.insert(rightsPolicies, paused);
  return paused;
}
