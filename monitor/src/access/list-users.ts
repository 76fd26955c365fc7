/** Lists everyone who may sign in, was invited, or was ended. */
import { type Records, users } from '@atalaia/storage';
import type { UserView } from '../api/index.ts';
import { everyPage } from '../every-page.ts';
import type { Authorized } from './permissions.ts';
import { type ViewUser, viewUser } from './view-user.ts';

export async function listUsers(
  deps: ViewUser & { readonly records: Pick<Records, 'find'> },
  _: Authorized<'user:list'>,
): Promise<UserView[]> {
  const views: UserView[] = [];
  const all = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 200, ...after }));
  for await (const { doc } of all) views.push(await viewUser(deps, doc));
  return views;
}
