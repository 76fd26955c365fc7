/** Hands over what somebody may no longer answer for: holds they own, requests they answer, numbers they are on duty for, their part in the rights policy. */
import {
  type Feed,
  type Hold,
  holds,
  type MonitoredNumber,
  numbers,
  type Records,
  type Request,
  type RightsPolicy,
  requests,
  rightsPolicies,
  type User,
  type UserId,
  users,
} from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { amendNumber } from '../number/amend.ts';
import { mayBeOnDuty } from '../number/duty.ts';
import { Problem } from '../problem.ts';
import type { Actor } from './actor.ts';
import { may } from './permissions.ts';
import { actorOfUser } from './session.ts';

export interface HandOver {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
}

interface Belongings {
  readonly holds: readonly Hold[];
  readonly requests: readonly Request[];
  readonly duties: readonly MonitoredNumber[];
  readonly policy: RightsPolicy | undefined;
}

/**
 * `leaver` as they will be. Recorded, then done; doing it again after a crash goes on. With nothing to hand over
 * nothing happens, and nobody is needed.
 * @throws Problem `successor-needed` with what is theirs; `bad-request` for a successor who may not answer for all of it
 */
export async function handOver(
  deps: HandOver,
  actor: Actor,
  leaver: User,
  successor: UserId | null | undefined,
): Promise<void> {
  const theirs = await belongingsOf(deps, leaver);
  const missing = namesOf(theirs);
  if (missing.length === 0) return;
  if (successor == null) {
    throw new Problem('successor-needed', 'They still answer for something. Name who takes it over.', { missing });
  }
  const next = (await deps.records.get(users, successor))?.doc;
  if (!next || next.id === leaver.id || !mayTake(next, theirs)) {
    throw new Problem('bad-request', 'This person may not answer for what would be handed over.', {
      pointer: '/successor',
    });
  }
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'user-handed-over',
    subject: leaver.id,
    detail: {
      to: next.id,
      holds: theirs.holds.length,
      requests: theirs.requests.length,
      duties: theirs.duties.length,
      policy: theirs.policy !== undefined,
    },
  });
  await give(deps, leaver.id, next.id, theirs);
}

function namesOf(theirs: Belongings): readonly string[] {
  return [
    ...(theirs.holds.length > 0 ? ['holds'] : []),
    ...(theirs.requests.length > 0 ? ['requests'] : []),
    ...(theirs.duties.length > 0 ? ['duties'] : []),
    ...(theirs.policy ? ['rights-policy'] : []),
  ];
}

/** What is theirs and may not stay with them, as they will be. */
async function belongingsOf(deps: HandOver, leaver: User): Promise<Belongings> {
  const duties: MonitoredNumber[] = [];
  const all = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 200, ...after }));
  for await (const { doc } of all) {
    if (doc.capture?.dutyManager === leaver.id && !mayBeOnDuty(leaver, doc.id)) duties.push(doc);
  }
  const policy = (await deps.records.get(rightsPolicies, 'company'))?.doc;
  const inPolicy = policy?.dpo === leaver.id || policy?.substitute === leaver.id;
  return {
    holds: mayOwnHolds(leaver) ? [] : await ownHolds(deps, leaver.id),
    requests: mayAnswer(leaver) ? [] : await ownRequests(deps, leaver.id),
    duties,
    policy: inPolicy && !mayAnswer(leaver) ? policy : undefined,
  };
}

async function ownHolds(deps: HandOver, owner: UserId): Promise<readonly Hold[]> {
  const every = everyPage((after) =>
    deps.records.find(holds, { index: 'byOwner', equals: { owner, state: 'active' }, limit: 200, ...after }),
  );
  return (await Array.fromAsync(every)).map(({ doc }) => doc);
}

async function ownRequests(deps: HandOver, assignee: UserId): Promise<readonly Request[]> {
  const every = everyPage((after) =>
    deps.records.find(requests, { index: 'byAssignee', equals: { assignee, state: 'open' }, limit: 200, ...after }),
  );
  return (await Array.fromAsync(every)).map(({ doc }) => doc);
}

function mayOwnHolds(user: User): boolean {
  return user.state === 'active' && may(actorOfUser(user), 'hold:place');
}

function mayAnswer(user: User): boolean {
  return user.state === 'active' && may(actorOfUser(user), 'request:answer');
}

function mayTake(next: User, theirs: Belongings): boolean {
  return (
    (theirs.holds.length === 0 || mayOwnHolds(next)) &&
    ((theirs.requests.length === 0 && theirs.policy === undefined) || mayAnswer(next)) &&
    theirs.duties.every(({ id }) => mayBeOnDuty(next, id))
  );
}

/** Documents one by one: whoever changed one meanwhile is not overwritten. */
async function give(deps: HandOver, from: UserId, to: UserId, theirs: Belongings): Promise<void> {
  for (const { id } of theirs.holds) {
    const found = await deps.records.get(holds, id);
    if (found?.doc.owner !== from) continue;
    await replaced(deps.records.replace(holds, found.version, { ...found.doc, owner: to }));
    deps.feed.publish({ kind: 'hold-changed', id });
  }
  for (const { id } of theirs.requests) {
    const found = await deps.records.get(requests, id);
    if (found?.doc.assignee !== from) continue;
    await replaced(deps.records.replace(requests, found.version, { ...found.doc, assignee: to }));
    deps.feed.publish({ kind: 'request-changed', id });
  }
  for (const { id } of theirs.duties) {
    await amendNumber(deps, id, (number) =>
      number.capture?.dutyManager === from ? { ...number, capture: { ...number.capture, dutyManager: to } } : number,
    );
    deps.feed.publish({ kind: 'number-changed', id, number: id });
  }
  const policy = theirs.policy && (await deps.records.get(rightsPolicies, 'company'));
  if (!policy) return;
  const inPlaceOf = (user: UserId | null) => (user === from ? to : user);
  const { dpo, substitute } = policy.doc;
  const next = { ...policy.doc, dpo: inPlaceOf(dpo), substitute: inPlaceOf(substitute) };
  // One person cannot be warned in place of themselves.
  const settled = next.substitute === next.dpo ? { ...next, substitute: null } : next;
  await replaced(deps.records.replace(rightsPolicies, policy.version, settled));
}

async function replaced(writing: Promise<string>): Promise<void> {
  if ((await writing) === 'replaced') return;
  throw new Problem('changed-meanwhile', 'What would be handed over was changed a moment ago; try again.');
}
