/** Somebody who may still sign in is not erased: their account holds their name, and its acts would have nobody behind them. */
import { type PersonId, type Records, users } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';

/** @throws Problem `has-account` if one of these is a user whose account has not ended */
export async function refuseAccounts(
  deps: { readonly records: Pick<Records, 'find'> },
  whole: readonly { readonly id: PersonId }[],
): Promise<void> {
  const gone = new Set(whole.map(({ id }) => id));
  const every = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 500, ...after }));
  for await (const { doc } of every) {
    if (doc.person === undefined || doc.state === 'ended' || !gone.has(doc.person)) continue;
    throw new Problem('has-account', 'This person has a user account here. An administrator ends it first.');
  }
}
