/** Invites someone as a user: roles and numbers are set, and a one-time link is made for them to choose a password. */
import {
  type BlindIndexer,
  type Language,
  type NewId,
  type NumberId,
  numbers as numberCollection,
  type Records,
  type Role,
  type User,
  type UserId,
  users,
  type Vault,
  type Versioned,
} from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { refuseLocked } from '../person/refuse-locked.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import type { Actor } from './actor.ts';
import { emailIndex, findUserByEmail } from './email.ts';
import { type MakeLink, makeLink } from './link.ts';
import type { Authorized } from './permissions.ts';
import { refuseUnwiseRoles } from './role-set.ts';
import { sealUserField } from './user-field.ts';

export type InviteUser = MakeLink & {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace' | 'remove'>;
  readonly blind: BlindIndexer;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly audit: Audit;
  readonly newId: NewId;
  /** Changes of users wait for one another. */
  readonly turns: Turns;
};

export interface Invitation {
  readonly email: string;
  readonly roles: readonly Role[];
  /** The numbers a manager may see; null = all. */
  readonly numbers: readonly NumberId[] | null;
  readonly language: Language;
}

const validMs = 7 * 24 * 60 * 60_000;

/**
 * Answers the link's path, valid for seven days: shown once. Inviting again replaces an invitation that was not
 * accepted, and lets an ended user back in.
 * @throws Problem `email-taken` if the user is active, `person-locked` if they are being erased, `bad-request` for roles that
 * don't go together or unknown numbers
 */
export function inviteUser(
  deps: InviteUser,
  { actor }: Authorized<'user:change'>,
  invitation: Invitation,
): Promise<{ readonly user: User; readonly link: string }> {
  return deps.turns.inTurn('users', () => invite(deps, actor, invitation));
}

async function invite(
  deps: InviteUser,
  actor: Actor,
  invitation: Invitation,
): Promise<{ readonly user: User; readonly link: string }> {
  refuseUnwiseRoles(invitation.roles);
  await refuseUnknownNumbers(deps, invitation.numbers);
  const earlier = await findUserByEmail(deps, invitation.email);
  if (earlier?.doc.state === 'active') throw emailTaken();
  await refuseLocked(deps, [earlier?.doc.person ?? null]);
  const user = await invitedUser(deps, invitation, earlier?.doc);
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'user-invited',
    subject: user.id,
    detail: { roles: user.roles.join('+'), numbers: user.numbers?.length ?? null },
  });
  await writeUser(deps, user, earlier);
  return { user, link: `/invitation#${await makeLink(deps, 'invitation', user.id, validMs)}` };
}

/** @throws Problem `bad-request` that does not tell which number */
export async function refuseUnknownNumbers(
  deps: { readonly records: Pick<Records, 'get'> },
  numbers: readonly NumberId[] | null,
): Promise<void> {
  for (const number of numbers ?? []) {
    if (!(await deps.records.get(numberCollection, number))) {
      throw new Problem('bad-request', 'One of the numbers does not exist.', { pointer: '/numbers' });
    }
  }
}

/** Nothing of an ended user's sign-in comes back with a new invitation: password and codes are chosen anew. */
async function invitedUser(deps: InviteUser, invitation: Invitation, earlier: User | undefined): Promise<User> {
  const id = earlier?.id ?? (deps.newId() as UserId);
  return {
    id,
    email: emailIndex(deps.blind, invitation.email),
    sealedEmail: await sealUserField(deps.vault, id, 'sealedEmail', invitation.email.trim()),
    roles: [...invitation.roles],
    numbers: invitation.numbers === null ? null : [...invitation.numbers],
    rights: [],
    ...(earlier?.person && { person: earlier.person }),
    state: 'invited',
    totpStep: 0,
    language: invitation.language,
    createdAt: earlier?.createdAt ?? deps.clock(),
  };
}

async function writeUser(deps: InviteUser, user: User, earlier: Versioned<User> | undefined): Promise<void> {
  const written = earlier
    ? await deps.records.replace(users, earlier.version, user)
    : await deps.records.insert(users, user);
  if (written !== 'inserted' && written !== 'replaced') throw emailTaken();
}

function emailTaken(): Problem {
  return new Problem('email-taken', 'There is already a user with this e-mail.', { pointer: '/email' });
}
