/** Sets the language of one's own screens. */
import { type Language, type Records, type User, users } from '@atalaia/storage';
import { Problem } from '../problem.ts';
import type { UserActor } from './actor.ts';

export async function setLanguage(
  deps: { readonly records: Pick<Records, 'get' | 'replace'> },
  actor: UserActor,
  language: Language,
): Promise<User> {
  const user = await deps.records.get(users, actor.id);
  if (!user) throw new Problem('not-found', 'There is no such user.');
  const changed: User = { ...user.doc, language };
  if ((await deps.records.replace(users, user.version, changed)) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Your account was changed meanwhile. Try again.');
  }
  return changed;
}
