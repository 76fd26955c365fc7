/** Keeps shut what belongs to somebody being erased, for everybody, and what is restricted, for everybody but the dpo. */
import { type Person, type PersonId, persons, type Records } from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import { may } from '../access/permissions.ts';
import { Problem } from '../problem.ts';
import { isLocked, refuseLocked } from './refuse-locked.ts';

/**
 * LGPD art. 18 IV; GDPR art. 18 (2): what is restricted is stored, and nothing else. Null and persons no longer known
 * are passed over.
 * @throws Problem `person-locked`; `person-restricted`
 */
export async function refuseShut(
  deps: { readonly records: Pick<Records, 'get'> },
  actor: Actor,
  ids: readonly (PersonId | null)[],
): Promise<void> {
  await refuseLocked(deps, ids);
  if (may(actor, 'right:read')) return;
  for (const id of ids) {
    if (id === null || (await deps.records.get(persons, id))?.doc.state !== 'restricted') continue;
    throw new Problem('person-restricted', 'What is kept of this person is restricted: only the dpo opens it.');
  }
}

/** Whether a reader is not to be shown the person's words and names. */
export function isShut(person: Pick<Person, 'state'>, isDpo: boolean): boolean {
  return isLocked(person) || (person.state === 'restricted' && !isDpo);
}
