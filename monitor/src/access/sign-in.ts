/** Signs a user in with e-mail and password; a user with TOTP must then give a code. */
import type { BlindIndexer, Records, Session, User, Vault } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { emailIndex, findUserByEmail } from './email.ts';
import { type LimitTries, limitTries } from './limit-tries.ts';
import { hashOfNobody, isPassword } from './password.ts';
import { actorOfUser, type BeginSession, beginSession, type EndSessions, endSession } from './session.ts';
import { openUserField } from './user-field.ts';

export type SignIn = BeginSession &
  EndSessions &
  LimitTries & {
    readonly records: Pick<Records, 'insert' | 'find' | 'remove'>;
    readonly blind: BlindIndexer;
    readonly vault: Pick<Vault, 'openText'>;
    readonly audit: Audit;
  };

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  /** Keyed hash of the address the try came from. */
  readonly source: string;
  /** The session of the cookie that came along; it ends, so that session ids change at sign-in. */
  readonly replaces: Session | undefined;
}

export type SignedIn = { readonly token: string; readonly user: User } & (
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'totp-required' }
);

/** Wrong passwords for one account in a quarter of an hour. */
const mostForAccount = 10;

/**
 * An unknown e-mail, a user who may not sign in and a wrong password get the same answer after the same work.
 * @throws Problem `wrong-credentials`, `too-many-tries`
 */
export async function signIn(deps: SignIn, input: SignInInput): Promise<SignedIn> {
  const account = `account:${emailIndex(deps.blind, input.email)}`;
  limitTries(deps, input.source);
  deps.throttle.count(account, mostForAccount);

  const user = (await findUserByEmail(deps, input.email))?.doc;
  const stored =
    user?.state === 'active' && user.sealedPassword
      ? await openUserField(deps.vault, user.id, 'sealedPassword', user.sealedPassword)
      : hashOfNobody;
  if (!(await isPassword(input.password, stored)) || user?.state !== 'active') {
    await deps.audit.record({
      chain: 'company',
      actor: { kind: 'system' },
      act: 'sign-in-refused',
      subject: user?.id ?? null,
      detail: { step: 'password' },
    });
    throw new Problem('wrong-credentials', 'The e-mail or the password is wrong.');
  }
  deps.throttle.forgive(account);
  if (input.replaces) await endSession(deps, input.replaces.id);

  if (user.sealedTotpSecret) {
    return { kind: 'totp-required', user, token: await beginSession(deps, user.id, 'totp') };
  }
  await deps.audit.record({ chain: 'company', actor: actorOfUser(user), act: 'signed-in', subject: user.id });
  return { kind: 'signed-in', user, token: await beginSession(deps, user.id, 'signed-in') };
}
