/** Finds an export for someone who may see it; a foreign one is as absent as one that never was. */
import { type Export, exportFiles, type Records } from '@atalaia/storage';
import { type Authorized, authorize } from '../access/permissions.ts';
import { findPerson } from '../person/find.ts';
import { humanOf } from '../person/human.ts';
import { refuseOtherNumbers } from '../person/refuse-other-numbers.ts';
import { Problem } from '../problem.ts';

/**
 * An export of the company is for those who may make one.
 * @throws Problem `not-found` if there is none, or it is of a person on none of their numbers; `not-permitted` if the
 * person is also on numbers that are not theirs.
 */
export async function findExport(
  deps: { readonly records: Pick<Records, 'get' | 'find'> },
  authorized: Authorized<'person:export'>,
  id: string,
): Promise<Export> {
  const found = (await deps.records.get(exportFiles, id))?.doc;
  if (!found) throw new Problem('not-found', 'There is nothing here that you may see.');
  if (found.person === null) {
    authorize(authorized.actor, 'company:export');
    return found;
  }
  await findPerson(deps, authorized, found.person);
  await refuseOtherNumbers(deps, authorized, await humanOf(deps, found.person));
  return found;
}
