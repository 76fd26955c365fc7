/** While a person is being erased nothing of theirs is opened for anybody, not even in the hours in which it may be undone. */
import { type Person, type PersonId, persons, type Records } from '@atalaia/storage';
import { Problem } from '../problem.ts';

/** @throws Problem `person-locked` if one of them is being erased; null and persons no longer known are passed over. */
export async function refuseLocked(
  deps: { readonly records: Pick<Records, 'get'> },
  ids: readonly (PersonId | null)[],
): Promise<void> {
  for (const id of ids) if (id !== null && isLocked((await deps.records.get(persons, id))?.doc)) throw locked();
}

export function isLocked(person: Pick<Person, 'state'> | undefined): boolean {
  return person?.state === 'locked';
}

export function locked(): Problem {
  return new Problem('person-locked', 'This person is being erased: nothing of theirs opens any more.');
}
