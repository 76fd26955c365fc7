/** Who may be on duty for a number: managers and dpos who may see it. */
import { type NumberId, type Records, type User, type UserId, users, type Vault } from '@atalaia/storage';
import { maySee } from '../access/permissions.ts';
import { everyPage } from '../every-page.ts';
import { actorNames } from '../person/actor-name.ts';

export function mayBeOnDuty(user: User, number: NumberId): boolean {
  const reads = user.roles.includes('manager') || user.roles.includes('dpo');
  return user.state === 'active' && reads && maySee(user, number);
}

export async function dutyCandidates(
  deps: { readonly records: Pick<Records, 'find' | 'get'>; readonly vault: Pick<Vault, 'openText'> },
  number: NumberId,
): Promise<{ readonly id: UserId; readonly name: string }[]> {
  const nameOf = actorNames(deps);
  const candidates: { id: UserId; name: string }[] = [];
  const every = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 200, ...after }));
  for await (const { doc } of every) {
    if (mayBeOnDuty(doc, number)) candidates.push({ id: doc.id, name: await nameOf(`user:${doc.id}`) });
  }
  return candidates;
}
