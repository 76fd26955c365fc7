/** One-time codes (TOTP, RFC 6238: SHA-1, six digits, thirty seconds): each works once. */
import { type Clock, type Records, type User, type UserId, users, type Vault } from '@atalaia/storage';
import { Secret, TOTP } from 'otpauth';
import { openUserField } from './user-field.ts';

const period = 30;

/** @param secret base32 */
export function totpOf(secret: string, email: string): TOTP {
  return new TOTP({
    issuer: 'Atalaia',
    label: email,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  });
}

/** The time step that the code belongs to, one step of clock difference allowed; undefined if it is wrong. `now` in ms. */
export function stepOfCode(secret: string, code: string, now: number): number | undefined {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : Math.floor(now / 1000 / period) + delta;
}

export interface SpendCode {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly clock: Clock;
}

/**
 * The user, if the code is right and its step was not used before (RFC 6238 §5.2). The step is written with the
 * version read, so of two requests with the same code one fails.
 */
export async function spendCode(deps: SpendCode, id: UserId, code: string): Promise<User | undefined> {
  const user = await deps.records.get(users, id);
  if (user?.doc.state !== 'active' || !user.doc.sealedTotpSecret) return undefined;
  const secret = await openUserField(deps.vault, id, 'sealedTotpSecret', user.doc.sealedTotpSecret);
  const step = stepOfCode(secret, code, deps.clock());
  if (step === undefined || step <= user.doc.totpStep) return undefined;
  const spent: User = { ...user.doc, totpStep: step };
  return (await deps.records.replace(users, user.version, spent)) === 'replaced' ? spent : undefined;
}
