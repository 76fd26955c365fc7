/** Second half of signing in: the TOTP code. */
import type { Records, Session, User } from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { actorOfUser, type BeginSession, beginSession, type EndSessions, endSession } from './session.ts';
import type { Throttle } from './throttle.ts';
import { type SpendCode, spendCode } from './totp.ts';

export type SignInCode = SpendCode &
  BeginSession &
  EndSessions & {
    readonly records: Pick<Records, 'get' | 'replace' | 'insert' | 'find' | 'remove'>;
    readonly audit: Audit;
    readonly throttle: Throttle;
  };

const mostCodes = 8;

/**
 * Turns a session that awaits its code into a signed-in one, under a new token.
 * @throws Problem `not-signed-in` if no code is awaited, `wrong-code`, `too-many-tries`
 */
export async function signInCode(
  deps: SignInCode,
  session: Session | undefined,
  code: string,
): Promise<{ readonly token: string; readonly user: User }> {
  if (session?.state !== 'totp') throw new Problem('not-signed-in', 'Sign in with e-mail and password first.');
  deps.throttle.count(`code:${session.user}`, mostCodes);
  const user = await spendCode(deps, session.user, code);
  if (!user) {
    await deps.audit.record({
      chain: 'company',
      actor: { kind: 'system' },
      act: 'sign-in-refused',
      subject: session.user,
      detail: { step: 'code' },
    });
    throw new Problem('wrong-code', 'The code is wrong or was used before. Wait for the next one.');
  }
  deps.throttle.forgive(`code:${session.user}`);
  await endSession(deps, session.id);
  await deps.audit.record({ chain: 'company', actor: actorOfUser(user), act: 'signed-in', subject: user.id });
  return { user, token: await beginSession(deps, user.id, 'signed-in') };
}
