/** The first administrator signs up by a one-time link that the program prints when it first starts. */
import { type Language, type NewId, type Records, type User, type UserId, users, type Vault } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';
import { emailIndex, findUserByEmail } from './email.ts';
import { findLink, type MakeLink, makeLink, removeLinks, spendLink } from './link.ts';
import { hashPassword } from './password.ts';
import { actorOfUser, type BeginSession, beginSession } from './session.ts';
import { sealUserField } from './user-field.ts';
import { refuseWeakPassword } from './weak-password.ts';

const validMs = 24 * 60 * 60_000;

/** A new link if there is no active administrator yet (earlier links stop working), valid for 24 hours. Only the keyed hash of its secret is kept. */
export async function offerFirstAdministrator(
  deps: MakeLink,
): Promise<{ readonly kind: 'link'; readonly path: string } | { readonly kind: 'ready' }> {
  if (await hasAdministrator(deps)) {
    await removeLinks(deps, 'first-administrator', null);
    return { kind: 'ready' };
  }
  return { kind: 'link', path: `/setup#${await makeLink(deps, 'first-administrator', null, validMs)}` };
}

export async function hasAdministrator(deps: { readonly records: Pick<Records, 'find'> }): Promise<boolean> {
  const all = everyPage((after) => deps.records.find(users, { index: 'byCreation', limit: 200, ...after }));
  for await (const { doc } of all) if (doc.state === 'active' && doc.roles.includes('administrator')) return true;
  return false;
}

export type CreateFirstAdministrator = BeginSession & {
  readonly records: Pick<Records, 'find' | 'get' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly audit: Audit;
  readonly newId: NewId;
};

/** @throws Problem `already-set-up`, `link-spent`, `weak-password`, `email-taken` */
export async function createFirstAdministrator(
  deps: CreateFirstAdministrator,
  input: {
    readonly secret: string;
    readonly email: string;
    readonly name: string;
    readonly password: string;
    readonly language: Language;
  },
): Promise<{ readonly token: string; readonly user: User }> {
  if (await hasAdministrator(deps)) throw alreadySetUp();
  const link = await findLink(deps, 'first-administrator', input.secret);
  refuseWeakPassword(input.password, input.email);
  if (await findUserByEmail(deps, input.email)) {
    throw new Problem('email-taken', 'Someone was already invited under this e-mail.', { pointer: '/email' });
  }
  const user = await sealedUser(deps, input);
  await spendLink(deps, link);
  await deps.audit.record({
    chain: 'company',
    actor: actorOfUser(user),
    act: 'installation-begun',
    subject: user.id,
  });
  await deps.records.insert(users, user);
  return { user, token: await beginSession(deps, user.id, 'signed-in') };
}

async function sealedUser(
  deps: CreateFirstAdministrator,
  input: { readonly email: string; readonly name: string; readonly password: string; readonly language: Language },
): Promise<User> {
  const id = deps.newId() as UserId;
  return {
    id,
    email: emailIndex(deps.blind, input.email),
    sealedEmail: await sealUserField(deps.vault, id, 'sealedEmail', input.email.trim()),
    sealedName: await sealUserField(deps.vault, id, 'sealedName', input.name),
    sealedPassword: await sealUserField(deps.vault, id, 'sealedPassword', await hashPassword(input.password)),
    roles: ['administrator'],
    numbers: null,
    rights: [],
    state: 'active',
    totpStep: 0,
    language: input.language,
    createdAt: deps.clock(),
  };
}

function alreadySetUp(): Problem {
  return new Problem('already-set-up', 'This installation has an administrator. Sign in, or ask to be invited.');
}
