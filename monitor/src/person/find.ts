/** Finds a person for someone who may see them; one of other numbers is as absent as one that never was. */
import { type Person, persons, type Records, type Versioned } from '@atalaia/storage';
import { type Authorized, maySee, type Permission } from '../access/permissions.ts';
import { Problem } from '../problem.ts';

/** @throws Problem `not-found` if there is no such person, or on none of the numbers that are theirs. */
export async function findPerson<P extends Permission>(
  deps: { readonly records: Pick<Records, 'get'> },
  { numbers }: Authorized<P>,
  id: string,
): Promise<Versioned<Person>> {
  const found = await deps.records.get(persons, id);
  if (!found || (numbers !== null && !found.doc.numbers.some((number) => maySee({ numbers }, number)))) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  return found;
}
