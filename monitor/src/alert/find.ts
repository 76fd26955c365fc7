/** Finds an alert for someone who may see it; a foreign one is as absent as one that never was. */
import { type Alert, alerts, type Records, type Versioned } from '@atalaia/storage';
import { type Authorized, may, maySee, type Permission } from '../access/permissions.ts';
import { Problem } from '../problem.ts';

/** Alerts, and hits, of rules for dpos only are theirs alone. */
export function isForThem(
  { actor }: Pick<Authorized<Permission>, 'actor'>,
  { audience }: Pick<Alert, 'audience'>,
): boolean {
  return audience === undefined || may(actor, 'reserved:see');
}

/** @throws Problem `not-found` if it does not exist, is on a number that is not theirs, or is for dpos only. */
export async function findAlert<P extends Permission>(
  deps: { readonly records: Pick<Records, 'get'> },
  authorized: Authorized<P>,
  id: string,
): Promise<Versioned<Alert>> {
  const found = await deps.records.get(alerts, id);
  if (!found || !maySee(authorized, found.doc.number) || !isForThem(authorized, found.doc)) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  return found;
}
