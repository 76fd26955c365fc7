/** Reads one's own account. */
import { type Records, users } from '@atalaia/storage';
import type { MeView } from '../api/index.ts';
import { Problem } from '../problem.ts';
import type { UserActor } from './actor.ts';
import { type ViewUser, viewMe } from './view-user.ts';

export async function readMe(
  deps: ViewUser & { readonly records: Pick<Records, 'get'> },
  actor: UserActor,
): Promise<MeView> {
  const user = await deps.records.get(users, actor.id);
  if (!user) throw new Problem('not-found', 'There is no such user.');
  return viewMe(deps, user.doc);
}
