/** Opens a person's request, whichever door it came through, and starts its clock. Recorded first; told to the dpo. */
import {
  type Clock,
  type CorrectionId,
  type Feed,
  type NewId,
  type NumberId,
  type PersonId,
  persons,
  type Records,
  type Request,
  type RequestId,
  requests,
  type Vault,
} from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { openDoubts } from '../person/doubt.ts';
import { humanOf } from '../person/human.ts';
import { keyOfPerson } from '../person/key-of.ts';
import { refuseLocked } from '../person/refuse-locked.ts';
import { Problem } from '../problem.ts';
import { type RaiseSystemAlert, raiseSystemAlert } from '../system-alert/raise.ts';
import type { Turns } from '../turns.ts';
import { changedHands } from './changed-hands.ts';
import { dueOf } from './period.ts';
import { rightsPolicyOf } from './rights-policy.ts';
import { sealWords } from './words.ts';
import { zoneOf } from './zone.ts';

export interface OpenRequest extends RaiseSystemAlert {
  readonly records: Pick<Records, 'get' | 'find' | 'insert'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly feed: Pick<Feed, 'publish'>;
  readonly turns: Turns;
}

export interface Asked {
  readonly person: PersonId;
  readonly kind: Request['kind'];
  readonly source: Request['source'];
  /** `number`: all that is known is that it came over their number. */
  readonly identity: Request['identity'];
  /** When it reached the company, in milliseconds. */
  readonly receivedAt: number;
  /** Their own, if there are any; sealed. */
  readonly words: string | null;
  /** The number that it came over; null = the first on which they are known. */
  readonly number: NumberId | null;
  /** Of a correction that was noted already. */
  readonly correction?: CorrectionId;
  /** What they were shown reaches back to this instant only: a link for a number that may have changed hands. */
  readonly since?: number | null;
  /** The same event told again opens nothing again. */
  readonly id?: RequestId;
}

/**
 * LGPD art. 18 §3, GDPR art. 12 (3). At most one of a kind is open for a human: asking again answers the one that
 * waits. Corrections are each their own.
 * @throws Problem `person-locked` while they are being erased; `changed-meanwhile` once they were
 */
export function openRequest(deps: OpenRequest, actor: Actor, asked: Asked): Promise<Request> {
  return deps.turns.inTurn('requests', async () => {
    const known = await alreadyOpen(deps, asked);
    return known ?? (await begin(deps, actor, asked));
  });
}

async function alreadyOpen(deps: OpenRequest, { id, person, kind, correction }: Asked): Promise<Request | undefined> {
  const told = id && (await deps.records.get(requests, id));
  if (told) return told.doc;
  if (correction !== undefined) return undefined;
  const human = await humanOf(deps, person);
  const every = everyPage((after) =>
    deps.records.find(requests, { index: 'byPerson', equals: { person: human }, limit: 500, ...after }),
  );
  for await (const { doc } of every) {
    if (doc.state === 'open' && doc.kind === kind && doc.correction === null) return doc;
  }
  return undefined;
}

async function begin(deps: OpenRequest, actor: Actor, asked: Asked): Promise<Request> {
  const { person, kind, source, receivedAt, words, correction = null } = asked;
  await refuseLocked(deps, [person]);
  const known = (await deps.records.get(persons, person))?.doc;
  if (!known) throw new Problem('changed-meanwhile', 'This person was erased.');
  const key = await keyOfPerson(deps, person);
  const number = asked.number ?? known.numbers[0] ?? null;
  const { law } = await rightsPolicyOf(deps);
  const id = asked.id ?? (deps.newId() as RequestId);
  const dueAt = dueOf(law, receivedAt, await zoneOf(deps, number));
  const request: Request = {
    id,
    person,
    number,
    kind,
    source,
    law,
    state: 'open',
    ...(await identityOf(deps, asked)),
    receivedAt,
    enteredAt: deps.clock(),
    dueAt,
    extendedAt: null,
    answerBy: dueAt,
    reminded: 'none',
    assignee: null,
    correction,
    answer: null,
    ...(words === null || words === '' ? {} : { sealedWords: sealWords(key, { id }, 'sealedWords', words) }),
  };
  const { identity } = request;
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'request-opened',
    subject: id,
    detail: { kind, source, law, identity, dueAt },
  });
  await deps.records.insert(requests, request);
  deps.feed.publish({ kind: 'request-changed', id });
  // In the chat the connector tells of it itself, and what was entered at the desk is known there.
  if (source === 'portal' && number !== null) {
    await raiseSystemAlert(deps, { number, kind: 'request-opened', person, at: deps.clock(), event: id });
  }
  return request;
}

/** The number proves nobody where it may have changed hands meanwhile. */
async function identityOf(
  deps: OpenRequest,
  { person, identity, receivedAt, since = null }: Asked,
): Promise<Pick<Request, 'identity' | 'changedHands' | 'onlySince'>> {
  if (identity === 'proved') return { identity, changedHands: [], onlySince: since };
  const perhaps = await openDoubts(deps, [person]);
  const changed = await changedHands(deps, { human: await humanOf(deps, person), perhaps, receivedAt });
  const latest = Math.max(since ?? 0, changed.since ?? 0);
  return {
    identity: changed.why.length > 0 ? 'unproved' : identity,
    changedHands: changed.why,
    onlySince: latest === 0 ? null : latest,
  };
}
