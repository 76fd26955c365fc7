/** Sets up one-time codes for oneself: a secret is shown, and is in force once a first code proves that it was kept. */
import { type Clock, type Records, type User, type UserId, users, type Vault } from '@atalaia/storage';
import { Secret } from 'otpauth';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import type { UserActor } from './actor.ts';
import type { Throttle } from './throttle.ts';
import { spendCode, stepOfCode, totpOf } from './totp.ts';
import { openUserField, sealUserField } from './user-field.ts';

export interface EnrolTotp {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly throttle: Throttle;
}

/**
 * A fresh secret (160 bits, base32) and its address for authenticator programs; codes in force stay until `confirmTotp`.
 * Where there are such, `code` must be one of them: an open session alone does not replace them.
 * @throws Problem `wrong-code`, `too-many-tries`
 */
export async function beginTotp(
  deps: EnrolTotp,
  actor: UserActor,
  code: string | undefined,
): Promise<{ secret: string; uri: string }> {
  if ((await readUser(deps, actor.id)).doc.sealedTotpSecret) await proveInForce(deps, actor, code);
  const user = await readUser(deps, actor.id);
  const secret = new Secret({ size: 20 }).base32;
  const email = await openUserField(deps.vault, actor.id, 'sealedEmail', user.doc.sealedEmail);
  const sealedPendingTotpSecret = await sealUserField(deps.vault, actor.id, 'sealedPendingTotpSecret', secret);
  await replaceUser(deps, user.version, { ...user.doc, sealedPendingTotpSecret });
  return { secret, uri: totpOf(secret, email).toString() };
}

/** Puts the shown secret in force. @throws Problem `wrong-code`, `bad-request` if none was shown */
export async function confirmTotp(deps: EnrolTotp, actor: UserActor, code: string): Promise<User> {
  deps.throttle.count(`enrolment:${actor.id}`, 20);
  const { version, doc } = await readUser(deps, actor.id);
  const { sealedPendingTotpSecret: pending, ...rest } = doc;
  if (!pending) throw new Problem('bad-request', 'Begin the set-up of one-time codes first.');
  const secret = await openUserField(deps.vault, actor.id, 'sealedPendingTotpSecret', pending);
  const step = stepOfCode(secret, code, deps.clock());
  if (step === undefined) {
    throw new Problem('wrong-code', 'The code is wrong. Is the clock of your device right?', { pointer: '/code' });
  }
  const sealedTotpSecret = await sealUserField(deps.vault, actor.id, 'sealedTotpSecret', secret);
  const enrolled: User = { ...rest, sealedTotpSecret, totpStep: step };
  await deps.audit.record({ chain: 'company', actor, act: 'totp-enrolled', subject: actor.id });
  await replaceUser(deps, version, enrolled);
  return enrolled;
}

async function proveInForce(deps: EnrolTotp, actor: UserActor, code: string | undefined): Promise<void> {
  deps.throttle.count(`replacement:${actor.id}`, 8);
  if (code === undefined || !(await spendCode(deps, actor.id, code))) {
    const sentence = 'Give a code of the authenticator in force that was not used before; wait for the next one.';
    throw new Problem('wrong-code', sentence, { pointer: '/code' });
  }
  deps.throttle.forgive(`replacement:${actor.id}`);
}

async function readUser(deps: EnrolTotp, id: UserId) {
  const user = await deps.records.get(users, id);
  if (!user) throw new Problem('not-found', 'There is no such user.');
  return user;
}

async function replaceUser(deps: EnrolTotp, version: number, user: User): Promise<void> {
  if ((await deps.records.replace(users, version, user)) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Your account was changed meanwhile. Try again.');
  }
}
