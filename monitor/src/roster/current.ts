/** Who is on a number's roster, and how far each agent is with the monitoring policy. */
import {
  type Acknowledgement,
  acknowledgements,
  type MonitoredNumber,
  type NumberId,
  type PersonId,
  type Records,
  type RosterRow,
  roster,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import type { Controller } from '../number/capture-settings.ts';
import { isCurrentPolicy } from './policy.ts';

interface ReadRoster {
  readonly records: Pick<Records, 'find'>;
}

/** Agents whose period has no end, with whether they acknowledged the policy in force. */
export async function rosterOf(
  deps: ReadRoster,
  number: MonitoredNumber,
  controller: Controller,
): Promise<readonly { readonly agent: PersonId; readonly acknowledged: boolean }[]> {
  const current = (await rosterRowsOf(deps, number.id)).filter(({ to }) => to === null);
  const asked = await acknowledgementsOf(deps, number.id);
  return [...new Set(current.map(({ agent }) => agent))].map((agent) => ({
    agent,
    acknowledged: hasAcknowledged(asked, agent, controller),
  }));
}

export function hasAcknowledged(asked: readonly Acknowledgement[], agent: PersonId, controller: Controller): boolean {
  return asked.some(
    (one) => one.agent === agent && one.acknowledgedAt !== null && isCurrentPolicy(controller, one.policy),
  );
}

/** Oldest first. */
export async function rosterRowsOf(deps: ReadRoster, number: NumberId): Promise<readonly RosterRow[]> {
  const rows: RosterRow[] = [];
  const every = everyPage((after) =>
    deps.records.find(roster, { index: 'byNumber', equals: { number }, limit: 200, ...after }),
  );
  for await (const { doc } of every) rows.push(doc);
  return rows;
}

/** Oldest first. */
export async function acknowledgementsOf(deps: ReadRoster, number: NumberId): Promise<readonly Acknowledgement[]> {
  const found: Acknowledgement[] = [];
  const every = everyPage((after) =>
    deps.records.find(acknowledgements, { index: 'byNumber', equals: { number }, limit: 200, ...after }),
  );
  for await (const { doc } of every) found.push(doc);
  return found;
}
