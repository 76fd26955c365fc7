/** Hands out a person's consent timeline as a signed statement, which anybody with the public key can check. */
import { type Clock, isSignedBy, type Records, type Signer, type Vault } from '@atalaia/storage';
import type { z } from 'zod';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { consentProof } from '../api/person-views.ts';
import type { Audit } from '../audit/audit.ts';
import { canonicalJson } from '../audit/canonical.ts';
import { findPerson } from './find.ts';
import { refuseLocked } from './refuse-locked.ts';
import { timelineOf } from './timeline.ts';

export interface ProveConsent {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly signer: Signer;
  readonly audit: Audit;
  readonly clock: Clock;
}

type ConsentProof = z.infer<typeof consentProof>;

/** Every row with its text, hash and message id. Recorded before it is answered. @throws Problem `not-found`; `about-yourself`; `person-locked` */
export async function proveConsent(
  deps: ProveConsent,
  authorized: Authorized<'person:export'>,
  input: { readonly id: string },
): Promise<ConsentProof> {
  const { doc: person } = await findPerson(deps, authorized, input.id);
  await refuseAboutSelf(deps, authorized.actor, [person.id]);
  await refuseLocked(deps, [person.id]);
  const { rows } = await timelineOf(deps, [person.id], authorized, true);
  const statement = canonicalJson({ person: person.id, at: deps.clock(), timeline: rows });
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'consent-proved',
    subject: person.id,
    detail: { rows: rows.length },
  });
  const signature = Buffer.from(deps.signer.sign(Buffer.from(statement))).toString('base64');
  return { statement, signature, publicKey: deps.signer.publicKey, fingerprint: deps.signer.fingerprint };
}

/** Whether the statement was signed by the key that comes with it and nothing in it was changed since. */
export function isProved({ statement, signature, publicKey }: ConsentProof): boolean {
  return isSignedBy(publicKey, Buffer.from(statement), Buffer.from(signature, 'base64'));
}
