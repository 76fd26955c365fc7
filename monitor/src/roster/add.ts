/** Adds an agent to a number: a person with rights of their own, a link to the policy, and a place on the roster where they may have one already. */
import type { Keys, NewId, NumberId, Records } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { PersonView } from '../api/views.ts';
import { findOwnNumber } from '../number/amend.ts';
import { openNames, personView } from '../person/label.ts';
import { resolvePerson } from '../person/resolve.ts';
import { type AskAcknowledgement, linkFor } from './ask.ts';
import { type JoinRoster, joinRoster } from './join.ts';

export type AddAgent = AskAcknowledgement &
  JoinRoster & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace' | 'remove'>;
    readonly keys: Pick<Keys, 'markOf' | 'isDestroyed'>;
    readonly newId: NewId;
  };

export interface NewAgent {
  /** As imports of this number call them, so that both are one person. */
  readonly name: string;
  readonly device: number | null;
}

/** On an armed number the agent joins once they have acknowledged. @throws Problem `not-found` */
export async function addAgent(
  deps: AddAgent,
  authorized: Authorized<'roster:change'>,
  id: NumberId,
  { name, device }: NewAgent,
): Promise<{ agent: PersonView; link: string; joined: boolean }> {
  const number = await findOwnNumber(deps, authorized, id);
  const { person } = await resolvePerson(deps, {
    number: id,
    role: 'agent',
    notice: 'unknown',
    source: 'entered',
    name,
    nameScopes: [id],
  });
  await deps.audit.record({ chain: id, actor: authorized.actor, act: 'agent-added', subject: person.id });
  const link = await linkFor(deps, authorized, number, person.id);
  const joined = (number.capture?.armedAt ?? null) === null;
  if (joined) await joinRoster(deps, authorized, id, person.id, device);
  return { agent: personView(person, await openNames(deps.vault, person)), link, joined };
}
