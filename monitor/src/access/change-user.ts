/** Changes a user's roles or numbers, ends a user, or lets an ended one back in. */
import { type Feed, type NumberId, type Records, type Role, type User, type UserId, users } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import type { Actor } from './actor.ts';
import { refuseUnknownNumbers } from './invite.ts';
import { removeLinks } from './link.ts';
import type { Authorized } from './permissions.ts';
import { refuseUnwiseRoles } from './role-set.ts';
import { endSessionsOf } from './session.ts';

export interface ChangeUser {
  readonly records: Pick<Records, 'get' | 'find' | 'replace' | 'remove'>;
  readonly feed: Pick<Feed, 'publish'>;
  readonly audit: Audit;
  /** Changes of users wait for one another. */
  readonly turns: Turns;
}

export interface UserChange {
  readonly id: UserId;
  readonly roles?: readonly Role[] | undefined;
  readonly numbers?: readonly NumberId[] | null | undefined;
  readonly state?: 'active' | 'ended' | undefined;
}

/**
 * Nobody changes themselves. One change runs at a time, and the one who asks must still be an active administrator
 * then; so the last administrator stays. Ending a user ends their sessions at once.
 * @throws Problem `not-found`, `not-permitted`, `bad-request`, `changed-meanwhile`
 */
export function changeUser(deps: ChangeUser, { actor }: Authorized<'user:change'>, change: UserChange): Promise<User> {
  return deps.turns.inTurn('users', async () => {
    await refuseStaleActor(deps, actor);
    if (actor.kind === 'user' && actor.id === change.id) {
      throw new Problem('not-permitted', 'Nobody changes their own account here; ask another administrator.');
    }
    const stored = await deps.records.get(users, change.id);
    if (!stored) throw new Problem('not-found', 'There is no such user.');
    const changed = await changedUser(deps, stored.doc, change);
    await deps.audit.record({
      chain: 'company',
      actor,
      act: 'user-changed',
      subject: changed.id,
      detail: { state: changed.state, roles: changed.roles.join('+'), numbers: changed.numbers?.length ?? null },
    });
    if ((await deps.records.replace(users, stored.version, changed)) !== 'replaced') {
      throw new Problem('changed-meanwhile', 'The user was changed meanwhile. Look again and repeat the change.');
    }
    if (changed.state === 'ended') {
      await removeLinks(deps, 'invitation', changed.id);
      await endSessionsOf(deps, changed.id);
    }
    deps.feed.publish({ kind: 'user-changed', id: changed.id });
    return changed;
  });
}

async function refuseStaleActor(deps: ChangeUser, actor: Actor): Promise<void> {
  if (actor.kind !== 'user') return;
  const asking = await deps.records.get(users, actor.id);
  if (asking?.doc.state !== 'active' || !asking.doc.roles.includes('administrator')) {
    throw new Problem('not-permitted', 'You are no longer an administrator.');
  }
}

async function changedUser(deps: ChangeUser, user: User, change: UserChange): Promise<User> {
  if (change.roles) refuseUnwiseRoles(change.roles);
  if (change.numbers !== undefined) await refuseUnknownNumbers(deps, change.numbers);
  if (change.state === 'active' && user.state !== 'active' && !user.sealedPassword) {
    throw new Problem('bad-request', 'This user never chose a password. Invite them again.', { pointer: '/state' });
  }
  return {
    ...user,
    roles: change.roles ? [...change.roles] : user.roles,
    numbers: change.numbers === undefined ? user.numbers : change.numbers && [...change.numbers],
    state: change.state ?? user.state,
  };
}
