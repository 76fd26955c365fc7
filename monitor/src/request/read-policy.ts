/** Shows how the company answers requests, and who may be its dpo or substitute. */
import { type Records, type User, users, type Vault } from '@atalaia/storage';
import { isDpo } from '../access/is-dpo.ts';
import type { Authorized } from '../access/permissions.ts';
import type { RightsPolicyInForce } from '../api/rights-views.ts';
import { everyPage } from '../every-page.ts';
import { actorNames } from '../person/actor-name.ts';
import { rightsPolicyOf } from './rights-policy.ts';

export interface ReadRightsPolicy {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

export async function readRightsPolicy(
  deps: ReadRightsPolicy,
  _authorized: Authorized<'request:list'>,
): Promise<RightsPolicyInForce> {
  return policyInForce(deps);
}

/** For those who have just changed it, too. */
export async function policyInForce(deps: ReadRightsPolicy): Promise<RightsPolicyInForce> {
  const { law, undoHours, bySilence, dpo, substitute } = await rightsPolicyOf(deps);
  const nameOf = actorNames(deps);
  const dpos = await Promise.all(
    (await activeDpos(deps)).map(async ({ id }) => ({ id, name: await nameOf(`user:${id}`) })),
  );
  return { law, undoHours, bySilence: { ...bySilence }, dpo, substitute, dpos };
}

/** Those who can sign in and answer requests. */
export async function activeDpos(deps: { readonly records: Pick<Records, 'find'> }): Promise<readonly User[]> {
  const found: User[] = [];
  const every = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 500, ...after }));
  for await (const { doc } of every) if (isDpo(doc)) found.push(doc);
  return found;
}
