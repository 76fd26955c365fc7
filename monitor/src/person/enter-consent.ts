/** Enters a consent, or a refusal, that a person gave elsewhere: on paper, by phone, by e-mail; with its evidence and its date. */
import { type BlindIndex, type Clock, type NewId, numbers, type Records, type Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import { actorRef } from '../access/actor.ts';
import { type Authorized, maySee } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import { findPerson } from './find.ts';
import { keyOfPerson } from './key-of.ts';
import { addConsent, bringBadge, consentPlace } from './record-consent.ts';
import { type TellDoubts, tellDoubtsOf } from './tell-doubts.ts';
import { type InForce, tellNumbers } from './tell-numbers.ts';

export interface EnterConsent extends TellDoubts {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly turns: Turns;
}

export interface ConsentElsewhere {
  readonly id: string;
  /** The number that it is about. */
  readonly number: string;
  readonly answer: 'agreed' | 'refused';
  /** When it was given; milliseconds since the epoch. */
  readonly at: number;
  /** How it can be shown that it was given; sealed under the person's key. */
  readonly evidence: string;
}

/**
 * What the person said in the chat after that time stands: the number's gate compares.
 * @throws Problem `not-found`; `about-yourself`; `bad-request` if it lies in the future; `changed-meanwhile` if the person was erased.
 */
export async function enterConsent(
  deps: EnterConsent,
  authorized: Authorized<'consent:enter'>,
  input: ConsentElsewhere,
): Promise<InForce> {
  const { doc: person } = await findPerson(deps, authorized, input.id);
  await refuseAboutSelf(deps, authorized.actor, [person.id]);
  const number = person.numbers.find((one) => one === input.number);
  if (number === undefined || !maySee(authorized, number)) {
    throw new Problem('not-found', 'There is nothing here that you may see.');
  }
  if (input.at > deps.clock()) throw new Problem('bad-request', 'This lies in the future.', { pointer: '/at' });
  const key = await keyOfPerson(deps, person.id);
  const id = deps.newId() as string as BlindIndex;
  const { answer: kind, at, evidence } = input;
  await deps.audit.record({
    chain: number,
    actor: authorized.actor,
    act: 'consent-entered',
    subject: person.id,
    detail: { answer: kind, at },
    reason: key.seal(consentPlace(id), evidence),
  });
  const basis = (await deps.records.get(numbers, number))?.doc.basis ?? null;
  const by = actorRef(authorized.actor);
  const entered = { id, person: person.id, number, conversation: null, kind, at, how: 'elsewhere', basis, by } as const;
  const row = { ...entered, notice: null, hash: null, message: null };
  // In turn with meeting people: whoever is met meanwhile is either told of it then, or known to their number by now.
  await deps.turns.inTurn('meet', () => addConsent(deps, row, evidence));
  await bringBadge(deps, person.id, kind);
  await tellDoubtsOf(deps, person.id);
  return tellNumbers(deps, [number], (link) => link.enterConsent(person.id, kind, at));
}
