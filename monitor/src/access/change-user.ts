/** Changes a user's roles, numbers or rights, says which person of the archive they are, ends a user, or lets an ended one back in. */
import {
  type Feed,
  type NumberId,
  type PersonId,
  persons,
  type Records,
  type Role,
  type User,
  type UserId,
  users,
} from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { refuseLocked } from '../person/refuse-locked.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import type { Actor } from './actor.ts';
import { type HandOver, handOver } from './hand-over.ts';
import { refuseUnknownNumbers } from './invite.ts';
import { isDpo } from './is-dpo.ts';
import { removeLinks } from './link.ts';
import type { Authorized } from './permissions.ts';
import { refuseUnwiseRoles } from './role-set.ts';
import { endSessionsOf } from './session.ts';

export interface ChangeUser extends HandOver {
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
  /** Given to them by name, beyond the role. */
  readonly rights?: User['rights'] | undefined;
  /** Who they are among the persons of the archive; null = nobody. */
  readonly person?: PersonId | null | undefined;
  readonly state?: 'active' | 'ended' | undefined;
  /** Who takes over what they may no longer answer for. */
  readonly successor?: UserId | null | undefined;
}

/**
 * Nobody changes themselves. One change runs at a time, and the one who asks must still be an active administrator
 * then; so the last administrator stays, and the last dpo does too. Ending a user ends their sessions at once.
 * While a person is being erased, no account becomes theirs, is theirs no more, or is let back in.
 * @throws Problem `not-found`, `not-permitted`, `bad-request`, `person-locked`, `last-dpo`, `successor-needed`, `changed-meanwhile`
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
    await refuseWithoutDpo(deps, stored.doc, changed);
    await handOver(deps, actor, changed, change.successor);
    await deps.audit.record({
      chain: 'company',
      actor,
      act: 'user-changed',
      subject: changed.id,
      detail: {
        state: changed.state,
        roles: changed.roles.join('+'),
        numbers: changed.numbers?.length ?? null,
        rights: changed.rights.join('+'),
        person: changed.person ?? null,
      },
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
  const { person: known, ...rest } = user;
  const person = change.person === undefined ? known : (change.person ?? undefined);
  if (change.person != null && !(await deps.records.get(persons, change.person))) {
    throw new Problem('bad-request', 'There is no such person.', { pointer: '/person' });
  }
  const letsIn = change.state === 'active' && user.state !== 'active';
  if (letsIn || person !== known) await refuseLocked(deps, [known ?? null, person ?? null]);
  const roles = change.roles ? [...change.roles] : user.roles;
  return {
    ...rest,
    ...(person !== undefined && { person }),
    roles,
    numbers: change.numbers === undefined ? user.numbers : change.numbers && [...change.numbers],
    rights: rightsOf(roles, user, change),
    state: change.state ?? user.state,
  };
}

/** Only a dpo exports and erases: without the role the rights go. */
function rightsOf(roles: readonly Role[], user: User, { rights }: UserChange): User['rights'] {
  if (roles.includes('dpo')) return rights ? [...new Set(rights)] : user.rights;
  if (rights === undefined || rights.length === 0) return [];
  throw new Problem('bad-request', 'The rights to export and to erase are given to dpos only.', { pointer: '/rights' });
}

/** Somebody must go on answering people's requests (LGPD art. 41; GDPR art. 37). */
async function refuseWithoutDpo(deps: ChangeUser, before: User, changed: User): Promise<void> {
  if (!isDpo(before) || isDpo(changed)) return;
  const all = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 200, ...after }));
  for await (const { doc } of all) if (doc.id !== before.id && isDpo(doc)) return;
  throw new Problem('last-dpo', 'This is the last dpo. Invite another before they go.');
}
