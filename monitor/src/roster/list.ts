/** The agents of a number: who writes on which device since when, and who has acknowledged the policy. */
import {
  type Acknowledgement,
  type Clock,
  type NumberId,
  type PersonId,
  persons,
  type Records,
  type RosterRow,
  type Vault,
} from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { RosterAgent } from '../api/number-views.ts';
import type { Audit } from '../audit/audit.ts';
import { findOwnNumber } from '../number/amend.ts';
import { type Controller, controllerOf, type PolicyTexts } from '../number/capture-settings.ts';
import { openNames, personView } from '../person/label.ts';
import { acknowledgementsOf, rosterRowsOf } from './current.ts';
import { isCurrentPolicy, policyOf } from './policy.ts';

export interface ListRoster {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** Names are shown to those who run the roster; the look is recorded. @throws Problem `not-found` */
export async function listRoster(
  deps: ListRoster,
  authorized: Authorized<'roster:list'>,
  id: NumberId,
): Promise<{ agents: RosterAgent[]; policy: PolicyTexts; armed: boolean }> {
  const number = await findOwnNumber(deps, authorized, id);
  const controller = await controllerOf(deps.vault, number);
  const rows = await rosterRowsOf(deps, id);
  const asked = await acknowledgementsOf(deps, id);
  const agents = [...new Set([...asked, ...rows].map(({ agent }) => agent))];
  await deps.audit.record({
    chain: id,
    actor: authorized.actor,
    act: 'roster-listed',
    subject: id,
    detail: { agents: agents.length },
  });
  const views = await Promise.all(agents.map((agent) => agentView(deps, agent, rows, asked, controller)));
  return {
    agents: views.flatMap((view) => view ?? []).toSorted((a, b) => nameIn(a).localeCompare(nameIn(b))),
    policy: policyOf(controller),
    armed: (number.capture?.armedAt ?? null) !== null,
  };
}

async function agentView(
  deps: ListRoster,
  id: PersonId,
  rows: readonly RosterRow[],
  asked: readonly Acknowledgement[],
  controller: Controller,
): Promise<RosterAgent | undefined> {
  const person = await deps.records.get(persons, id);
  if (!person) return undefined;
  const own = rows.filter(({ agent }) => agent === id).toReversed();
  return {
    agent: personView(person.doc, await openNames(deps.vault, person.doc)),
    acknowledgement: acknowledgementView(
      asked.filter(({ agent }) => agent === id),
      controller,
      deps.clock(),
    ),
    rows: own.map(({ id, device, from, to }) => ({ id, device, from, to })),
  };
}

/** The one that counts: what was acknowledged of the policy in force, else the link under way, else what is past. */
function acknowledgementView(
  asked: readonly Acknowledgement[],
  controller: Controller,
  now: number,
): RosterAgent['acknowledgement'] {
  const given = asked.filter(({ acknowledgedAt }) => acknowledgedAt !== null);
  const current = given.findLast(({ policy }) => isCurrentPolicy(controller, policy));
  const shown = (state: 'acknowledged' | 'outdated', { acknowledgedAt: at, language, policy }: Acknowledgement) => ({
    state,
    at,
    language,
    policy,
  });
  if (current) return shown('acknowledged', current);
  const open = asked.findLast(({ acknowledgedAt }) => acknowledgedAt === null);
  if (open && open.expiresAt > now) return { state: 'awaited', at: open.createdAt, language: null, policy: null };
  const past = given.at(-1);
  if (past) return shown('outdated', past);
  return open
    ? { state: 'expired', at: open.expiresAt, language: null, policy: null }
    : { state: 'none', at: null, language: null, policy: null };
}

function nameIn({ agent }: RosterAgent): string {
  return agent.name ?? agent.code;
}
