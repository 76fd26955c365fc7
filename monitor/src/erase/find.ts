/** Finds an erasure for someone who may see it; one on other numbers is as absent as one that never was. */
import { type Erasure, erasures, type NumberId, type Records, type Versioned } from '@atalaia/storage';
import { type Authorized, maySee, type Permission } from '../access/permissions.ts';
import { Problem } from '../problem.ts';

/** @throws Problem `not-found` if there is none, or it touches a number that is not theirs. */
export async function findErasure<P extends Permission>(
  deps: { readonly records: Pick<Records, 'get'> },
  authorized: Authorized<P>,
  id: string,
): Promise<Versioned<Erasure>> {
  const found = await deps.records.get(erasures, id);
  if (!found || !mayLook(authorized, found.doc.numbers)) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  return found;
}

/** Whoever sees all numbers sees all erasures; others those on their own numbers only. */
export function mayLook<P extends Permission>(authorized: Authorized<P>, numbers: readonly NumberId[]): boolean {
  return authorized.numbers === null || (numbers.length > 0 && numbers.every((one) => maySee(authorized, one)));
}
