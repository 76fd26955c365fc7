/** Finds a request for someone who may see it; one about people of other numbers is as absent as one that never was. */
import { persons, type Records, type Request, type RequestId, requests, type Versioned } from '@atalaia/storage';
import { type Authorized, maySee, type Permission } from '../access/permissions.ts';
import { Problem } from '../problem.ts';

type Deps = { readonly records: Pick<Records, 'get'> };

/** @throws Problem `not-found` */
export async function findRequest<P extends Permission>(
  deps: Deps,
  authorized: Authorized<P>,
  id: string,
): Promise<Versioned<Request>> {
  const found = await deps.records.get(requests, id as RequestId);
  if (!found || !(await mayLook(deps, authorized, found.doc))) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  return found;
}

/** The person must be known on a number that is theirs; once the person is gone the request's own number counts. */
export async function mayLook<P extends Permission>(
  deps: Deps,
  { numbers }: Authorized<P>,
  { person, number }: Request,
): Promise<boolean> {
  if (numbers === null) return true;
  const known = person === null ? undefined : (await deps.records.get(persons, person))?.doc.numbers;
  const where = known ?? (number === null ? [] : [number]);
  return where.some((one) => maySee({ numbers }, one));
}
