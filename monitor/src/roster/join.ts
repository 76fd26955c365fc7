/** Puts an agent on a number's roster from now on: what is sent from their device counts as theirs. */
import {
  type BlindIndexer,
  type Clock,
  type Feed,
  type NumberId,
  type PersonId,
  type Records,
  roster,
  type Vault,
} from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { findOwnNumber } from '../number/amend.ts';
import { controllerOf } from '../number/capture-settings.ts';
import { Problem } from '../problem.ts';
import { refuseStranger } from './ask.ts';
import { acknowledgementsOf, hasAcknowledged, rosterRowsOf } from './current.ts';

export interface JoinRoster {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly feed: Pick<Feed, 'publish'>;
}

/**
 * An agent's current period ends where the new one begins; joining again as before changes nothing.
 * @param device WhatsApp's number of the device (0 is the phone); null = whichever
 * @throws Problem `not-found`, `not-acknowledged` on an armed number
 */
export async function joinRoster(
  deps: JoinRoster,
  authorized: Authorized<'roster:change'>,
  id: NumberId,
  agent: PersonId,
  device: number | null,
): Promise<void> {
  const number = await findOwnNumber(deps, authorized, id);
  await refuseStranger(deps, id, agent);
  if ((number.capture?.armedAt ?? null) !== null) {
    const asked = await acknowledgementsOf(deps, id);
    if (!hasAcknowledged(asked, agent, await controllerOf(deps.vault, number))) {
      throw new Problem('not-acknowledged', 'This agent has not acknowledged the monitoring policy yet.');
    }
  }
  const current = (await rosterRowsOf(deps, id)).filter((row) => row.agent === agent && row.to === null);
  if (current.some((row) => row.device === device)) return;
  const from = deps.clock();
  await deps.audit.record({
    chain: id,
    actor: authorized.actor,
    act: 'agent-joined',
    subject: agent,
    detail: { device },
  });
  for (const row of current) {
    const found = await deps.records.get(roster, row.id);
    if (found) await deps.records.replace(roster, found.version, { ...found.doc, to: from });
  }
  await deps.records.insert(roster, {
    id: deps.blind.of('number', 'roster', id, agent, String(device), String(from)),
    number: id,
    agent,
    device,
    from,
    to: null,
  });
  deps.feed.publish({ kind: 'number-changed', id, number: id });
}
