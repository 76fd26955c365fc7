/** Whether somebody may see all that one human wrote to: what is done about them reaches each of their numbers. */
import { type PersonId, persons, type Records } from '@atalaia/storage';
import { type Authorized, maySee, type Permission } from '../access/permissions.ts';
import { Problem } from '../problem.ts';

/** `human`: every document of theirs. @throws Problem `not-permitted` if one of them is on a number that is not the user's */
export async function refuseOtherNumbers<P extends Permission>(
  deps: { readonly records: Pick<Records, 'get'> },
  { numbers }: Authorized<P>,
  human: readonly PersonId[],
): Promise<void> {
  for (const id of human) {
    const person = (await deps.records.get(persons, id))?.doc;
    if (!person || person.numbers.every((number) => maySee({ numbers }, number))) continue;
    throw new Problem(
      'not-permitted',
      'This person writes to numbers that are not yours. Ask a dpo who sees them all.',
    );
  }
}
