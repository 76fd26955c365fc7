/** Makes the one-time link by which an agent reads and acknowledges the monitoring policy. */
import {
  type Acknowledgement,
  acknowledgements,
  type BlindIndexer,
  type Clock,
  type MonitoredNumber,
  type NumberId,
  type PersonId,
  placeOf,
  type Records,
  type Vault,
} from '@atalaia/storage';
import type { Authorized, Permission } from '../access/permissions.ts';
import type { NewSecret } from '../access/secret.ts';
import type { Audit } from '../audit/audit.ts';
import { companyKey } from '../company-key.ts';
import { findOwnNumber } from '../number/amend.ts';
import { controllerOf } from '../number/capture-settings.ts';
import { Problem } from '../problem.ts';
import { acknowledgementsOf, rosterRowsOf } from './current.ts';
import { hashOfPolicy, policyOf } from './policy.ts';

export interface AskAcknowledgement {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'remove'>;
  readonly vault: Vault;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newSecret: NewSecret;
}

/** How long the link works: 72 hours. */
const validMs = 72 * 60 * 60_000;

/** The link's path; earlier links of this agent on this number stop working. @throws Problem `not-found` */
export async function askAcknowledgement(
  deps: AskAcknowledgement,
  authorized: Authorized<'roster:change'>,
  id: NumberId,
  agent: PersonId,
): Promise<string> {
  const number = await findOwnNumber(deps, authorized, id);
  await refuseStranger(deps, id, agent);
  return linkFor(deps, authorized, number, agent);
}

export async function linkFor(
  deps: AskAcknowledgement,
  { actor }: Authorized<Permission>,
  number: MonitoredNumber,
  agent: PersonId,
): Promise<string> {
  await deps.audit.record({ chain: number.id, actor, act: 'acknowledgement-asked', subject: agent });
  for (const earlier of await acknowledgementsOf(deps, number.id)) {
    if (earlier.agent === agent && earlier.acknowledgedAt === null) {
      await deps.records.remove(acknowledgements, earlier.id);
    }
  }
  const secret = deps.newSecret();
  const policy = policyOf(await controllerOf(deps.vault, number));
  const hash = acknowledgementId(deps.blind, secret);
  const key = await companyKey(deps.vault);
  const now = deps.clock();
  const asked: Acknowledgement = {
    id: hash,
    number: number.id,
    agent,
    language: number.language,
    policy: hashOfPolicy(policy[number.language]),
    sealedPolicy: key.seal(placeOf(acknowledgements, hash, 'sealedPolicy'), JSON.stringify(policy)),
    createdAt: now,
    expiresAt: now + validMs,
    acknowledgedAt: null,
  };
  await deps.records.insert(acknowledgements, asked);
  return `/acknowledge#${secret}`;
}

export function acknowledgementId(blind: BlindIndexer, secret: string): Acknowledgement['id'] {
  return blind.of('session', 'acknowledgement', secret);
}

/** Agents of other numbers, and contacts, are none of this number's. @throws Problem `not-found` */
export async function refuseStranger(
  deps: { readonly records: Pick<Records, 'find'> },
  number: NumberId,
  agent: PersonId,
): Promise<void> {
  const known = [...(await rosterRowsOf(deps, number)), ...(await acknowledgementsOf(deps, number))];
  if (!known.some((one) => one.agent === agent)) throw new Problem('not-found', 'There is no such agent here.');
}
