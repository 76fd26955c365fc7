/** A user as screens show them, with e-mail and name opened. */
import type { User, Vault } from '@atalaia/storage';
import { act, type MeView, type UserView } from '../api/index.ts';
import { may } from './permissions.ts';
import { actorOfUser } from './session.ts';
import { openUserField } from './user-field.ts';

export interface ViewUser {
  readonly vault: Pick<Vault, 'openText'>;
}

export async function viewUser({ vault }: ViewUser, user: User): Promise<UserView> {
  const { id, roles, numbers, rights, person = null, state, language } = user;
  return {
    id,
    email: await openUserField(vault, id, 'sealedEmail', user.sealedEmail),
    name: user.sealedName ? await openUserField(vault, id, 'sealedName', user.sealedName) : null,
    roles,
    numbers,
    rights,
    person,
    state,
    language,
    totp: user.sealedTotpSecret !== undefined,
  };
}

/** Oneself, with the acts that the roles permit: what a screen may offer. The server decides again at each call. */
export async function viewMe(deps: ViewUser, user: User): Promise<MeView> {
  const actor = actorOfUser(user);
  return { ...(await viewUser(deps, user)), acts: act.options.filter((permission) => may(actor, permission)) };
}
