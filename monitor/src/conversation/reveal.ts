/** Shows names, numbers and identifiers of one conversation to one user for ten minutes; the mask returns by itself. */
import { type Clock, type NewId, type Records, reveals, type UserId } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { refuseShut } from '../person/refuse-shut.ts';
import { Problem } from '../problem.ts';
import { findConversation } from './find.ts';
import { runningReveals } from './revealed.ts';

/** How long names stay shown, in milliseconds. */
const revealMs = 10 * 60 * 1000;

export interface RevealPersons {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** Recorded with its reason first, then in force. @throws Problem `not-found` for a foreign conversation; `not-permitted` without a named user; `about-yourself` for whoever takes part in it. */
export async function revealPersons(
  deps: RevealPersons,
  authorized: Authorized<'person:reveal'>,
  input: { readonly id: string; readonly reason: string },
): Promise<{ until: number }> {
  const user = namedUser(authorized);
  const conversation = await findConversation(deps, authorized, input.id);
  await refuseAboutSelf(deps, authorized.actor, conversation.persons);
  await refuseShut(deps, authorized.actor, [conversation.contact]);
  const at = deps.clock();
  const until = at + revealMs;
  await deps.audit.record({
    chain: conversation.number,
    actor: authorized.actor,
    act: 'person-revealed',
    subject: conversation.id,
    detail: { reason: input.reason, until },
  });
  await deps.records.insert(reveals, {
    id: deps.newId(),
    user,
    conversation: conversation.id,
    reason: input.reason,
    at,
    until,
  });
  return { until };
}

/** Puts the mask back before its time. */
export async function concealPersons(
  deps: Omit<RevealPersons, 'newId'>,
  authorized: Authorized<'person:reveal'>,
  input: { readonly id: string },
): Promise<void> {
  const user = namedUser(authorized);
  const conversation = await findConversation(deps, authorized, input.id);
  const until = deps.clock();
  const running = await runningReveals(deps, user, conversation.id, 1000);
  if (running.length === 0) return;
  await deps.audit.record({
    chain: conversation.number,
    actor: authorized.actor,
    act: 'person-concealed',
    subject: conversation.id,
  });
  for (const { version, doc } of running) await deps.records.replace(reveals, version, { ...doc, until });
}

function namedUser({ actor }: Authorized<'person:reveal'>): UserId {
  if (actor.kind !== 'user') throw new Problem('not-permitted', 'Names are shown to a signed-in user only.');
  return actor.id;
}
