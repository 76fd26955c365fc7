/** Somebody who may still sign in is not erased: their account holds their name, and its acts would have nobody behind them. */
import { type PersonId, type Records, users } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';

interface FindAccounts {
  readonly records: Pick<Records, 'find'>;
}
type Whole = readonly { readonly id: PersonId }[];

/** @throws Problem `has-account` if one of these is a user whose account has not ended */
export async function refuseAccounts(deps: FindAccounts, whole: Whole): Promise<void> {
  if (!(await haveAccount(deps, whole))) return;
  throw new Problem('has-account', 'This person has a user account here. An administrator ends it first.');
}

/** Whether one of these is a user whose account has not ended. */
export async function haveAccount(deps: FindAccounts, whole: Whole): Promise<boolean> {
  const gone = new Set(whole.map(({ id }) => id));
  const every = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 500, ...after }));
  for await (const { doc } of every) {
    if (doc.person !== undefined && doc.state !== 'ended' && gone.has(doc.person)) return true;
  }
  return false;
}
