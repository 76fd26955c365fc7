/** A backup brings back the accounts of people who were erased since: they end again, without name and e-mail. */
import { type PersonId, type Records, type User, users } from '@atalaia/storage';
import { accountsOf } from '../erase/refuse-accounts.ts';
import { type WithoutName, withoutName } from '../erase/without-name.ts';

export type EndAccounts = WithoutName & { readonly records: Pick<Records, 'get' | 'find' | 'replace'> };

/** Before their sweep, which takes the link to the person. `gone`: whose keys are destroyed. Answers the accounts as they are now. */
export async function endAccounts(deps: EndAccounts, gone: readonly PersonId[]): Promise<readonly User[]> {
  const ended: User[] = [];
  for (const { id } of await accountsOf(deps, gone)) {
    const found = await deps.records.get(users, id);
    if (!found) continue;
    const user = await withoutName(deps, found.doc);
    await deps.records.replace(users, found.version, user);
    ended.push(user);
  }
  return ended;
}
