/** Somebody who may still sign in is not erased: their account holds their name, and its acts would have nobody behind them. */
import { type PersonId, type Records, type User, users } from '@atalaia/storage';
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
  const theirs = await accountsOf(
    deps,
    whole.map(({ id }) => id),
  );
  return theirs.some(({ state }) => state !== 'ended');
}

/** The accounts that are theirs, ended or not. */
export async function accountsOf(deps: FindAccounts, persons: readonly PersonId[]): Promise<readonly User[]> {
  const asked = new Set(persons);
  const theirs: User[] = [];
  const every = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 500, ...after }));
  for await (const { doc } of every) if (doc.person !== undefined && asked.has(doc.person)) theirs.push(doc);
  return theirs;
}
