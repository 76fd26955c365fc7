/** Changes the text that agents of a number acknowledge. Who acknowledged another text is asked again. */
import type { Feed, NumberId, Records, Vault } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { amendNumber, findOwnNumber } from '../number/amend.ts';
import { controllerOf, type PolicyTexts, withController } from '../number/capture-settings.ts';
import { hashOfPolicy, policyOf } from './policy.ts';

export interface ChangePolicy {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
}

/** @param policy null goes back to the built-in text. @throws Problem `not-found` */
export async function changePolicy(
  deps: ChangePolicy,
  authorized: Authorized<'roster:change'>,
  id: NumberId,
  policy: PolicyTexts | null,
): Promise<PolicyTexts> {
  const number = await findOwnNumber(deps, authorized, id);
  const next = policyOf({ ...(await controllerOf(deps.vault, number)), agentPolicy: policy });
  await deps.audit.record({
    chain: id,
    actor: authorized.actor,
    act: 'policy-changed',
    subject: id,
    detail: { builtIn: policy === null, 'pt-BR': hashOfPolicy(next['pt-BR']) },
  });
  await amendNumber(deps, id, async (now) =>
    withController(deps.vault, now, { ...(await controllerOf(deps.vault, now)), agentPolicy: policy }),
  );
  deps.feed.publish({ kind: 'number-changed', id, number: id });
  return next;
}
