/** Ends an agent's period on a number. What they wrote in it stays theirs. */
import {
  type BlindIndex,
  type Clock,
  type Feed,
  type NumberId,
  type PersonId,
  type Records,
  roster,
} from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { findOwnNumber } from '../number/amend.ts';
import { Problem } from '../problem.ts';

export interface LeaveRoster {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly feed: Pick<Feed, 'publish'>;
}

/** Ending it again changes nothing. @throws Problem `not-found`, `changed-meanwhile` */
export async function leaveRoster(
  deps: LeaveRoster,
  authorized: Authorized<'roster:change'>,
  id: NumberId,
  { agent, period }: { readonly agent: PersonId; readonly period: string },
): Promise<void> {
  await findOwnNumber(deps, authorized, id);
  const found = await deps.records.get(roster, period as BlindIndex);
  if (found?.doc.number !== id || found.doc.agent !== agent) {
    throw new Problem('not-found', 'There is no such period here.');
  }
  if (found.doc.to !== null) return;
  await deps.audit.record({ chain: id, actor: authorized.actor, act: 'agent-left', subject: agent });
  const ended = { ...found.doc, to: deps.clock() };
  if ((await deps.records.replace(roster, found.version, ended)) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'The roster was changed meanwhile; look again, then try again.');
  }
  deps.feed.publish({ kind: 'number-changed', id, number: id });
}
