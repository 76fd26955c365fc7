/** Shows name and phone number of one person to one user, with a reason; the screen hides them again after ten minutes. */
import type { Clock, Records, Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { findPerson } from './find.ts';
import { openNames, type PersonNames } from './label.ts';
import { refuseShut } from './refuse-shut.ts';

export interface RevealPerson {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** How long names stay shown, in milliseconds. */
const shownMs = 10 * 60 * 1000;

/** Recorded with its reason first. @throws Problem `not-found`; `not-permitted` without a named user; `about-yourself`; `person-locked`, `person-restricted`. */
export async function revealPerson(
  deps: RevealPerson,
  authorized: Authorized<'person:reveal'>,
  input: { readonly id: string; readonly reason: string },
): Promise<PersonNames & { readonly until: number }> {
  if (authorized.actor.kind !== 'user') {
    throw new Problem('not-permitted', 'Names are shown to a signed-in user only.');
  }
  const { doc: person } = await findPerson(deps, authorized, input.id);
  await refuseAboutSelf(deps, authorized.actor, [person.id]);
  await refuseShut(deps, authorized.actor, [person.id]);
  const until = deps.clock() + shownMs;
  await deps.audit.record({
    chain: 'company',
    actor: authorized.actor,
    act: 'person-revealed',
    subject: person.id,
    detail: { reason: input.reason, until },
  });
  return { ...(await openNames(deps.vault, person)), until };
}
