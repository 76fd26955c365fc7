/** Changes a number's document while others may do so too: the link reports its state into the same document. */
import { type MonitoredNumber, type NumberId, numbers, type Records } from '@atalaia/storage';
import { type Authorized, maySee, type Permission } from '../access/permissions.ts';
import { Problem } from '../problem.ts';

export interface AmendNumber {
  readonly records: Pick<Records, 'get' | 'replace'>;
}

const tries = 20;

/** The number, if the act covers it. @throws Problem `not-found` */
export async function findOwnNumber(
  deps: { readonly records: Pick<Records, 'get'> },
  authorized: Authorized<Permission>,
  id: NumberId,
): Promise<MonitoredNumber> {
  const found = maySee(authorized, id) ? await deps.records.get(numbers, id) : undefined;
  if (!found) throw new Problem('not-found', 'There is nothing here that you may see.');
  return found.doc;
}

/** Applies `change` to the number as it stands, again if somebody was quicker. @throws Problem `not-found`, `changed-meanwhile` */
export async function amendNumber(
  deps: AmendNumber,
  id: NumberId,
  change: (number: MonitoredNumber) => MonitoredNumber | Promise<MonitoredNumber>,
): Promise<MonitoredNumber> {
  for (let left = tries; left > 0; left--) {
    const found = await deps.records.get(numbers, id);
    if (!found) throw new Problem('not-found', 'There is nothing here that you may see.');
    const changed = await change(found.doc);
    if ((await deps.records.replace(numbers, found.version, changed)) === 'replaced') return changed;
  }
  throw new Problem('changed-meanwhile', 'This number is being changed by others; look again, then try again.');
}
