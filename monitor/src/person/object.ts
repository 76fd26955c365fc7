/** Enters an objection that a person raised elsewhere: it has the effect that each number's legal basis gives it. */
import { effectOf } from '@atalaia/connector';
import {
  type BlindIndex,
  type BlindIndexer,
  type Feed,
  type NewId,
  numbers,
  type Person,
  persons,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import { type Actor, actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { raiseSystemAlert } from '../system-alert/raise.ts';
import type { Turns } from '../turns.ts';
import { findPerson } from './find.ts';
import { humanOf } from './human.ts';
import { keyOfPerson } from './key-of.ts';
import { addConsent, bringBadge } from './record-consent.ts';
import { refuseOtherNumbers } from './refuse-other-numbers.ts';
import { type TellDoubts, tellDoubtsOf } from './tell-doubts.ts';
import { type InForce, tellNumbers } from './tell-numbers.ts';

export interface ObjectFor extends TellDoubts {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly clock: () => number;
  readonly newId: NewId;
  readonly feed: Pick<Feed, 'publish'>;
  readonly turns: Turns;
}

/**
 * As a refusal in the chat (LGPD art. 8 §5, 18 §2; GDPR art. 21): on consent, contract and legitimate interest capture
 * stops at once; where the company must record it goes on, and the person is to be told why. Those who run a number on
 * legitimate interest are told to go on elsewhere.
 * @throws Problem `not-found`; `about-yourself`; `not-permitted` if the person is also on numbers that are not theirs;
 * `changed-meanwhile` if the person was erased
 */
export async function objectFor(
  deps: ObjectFor,
  authorized: Authorized<'person:restrict'>,
  input: { readonly id: string; readonly reason: string },
): Promise<InForce> {
  const { doc } = await findPerson(deps, authorized, input.id);
  const human = await humanOf(deps, doc.id);
  await refuseAboutSelf(deps, authorized.actor, human);
  await refuseOtherNumbers(deps, authorized, human);
  let inForce: InForce = { kind: 'in-force' };
  for (const id of human) {
    const person = (await deps.records.get(persons, id))?.doc;
    if (!person) continue;
    if ((await enter(deps, authorized.actor, person, input.reason)).kind === 'pending') inForce = { kind: 'pending' };
  }
  return inForce;
}

async function enter(deps: ObjectFor, actor: Actor, person: Person, words: string): Promise<InForce> {
  const key = await keyOfPerson(deps, person.id);
  const at = deps.clock();
  const rows = person.numbers.map((number) => ({ id: deps.newId() as string as BlindIndex, number }));
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'person-objected',
    subject: person.id,
    detail: { at },
    reason: key.seal({ collection: persons.name, id: person.id, field: 'objection' }, words),
  });
  for (const { id, number } of rows) {
    const basis = (await deps.records.get(numbers, number))?.doc.basis ?? null;
    const row = { id, number, person: person.id, conversation: null, kind: 'refused', at, how: 'elsewhere' } as const;
    const answer = { ...row, notice: null, hash: null, message: null, basis, by: actorRef(actor) };
    // In turn with meeting people: whoever is met meanwhile is either told of it then, or known to their number by now.
    await deps.turns.inTurn('meet', () => addConsent(deps, answer, words));
    if (basis !== null && effectOf(basis, 'notice', 'refused').agentLeaves) {
      await raiseSystemAlert(deps, { number, kind: 'objection', person: person.id, at, event: id });
    }
  }
  await bringBadge(deps, person.id, 'refused');
  await tellDoubtsOf(deps, person.id);
  deps.feed.publish({ kind: 'person-changed', id: person.id });
  return tellNumbers(deps, person.numbers, (link) => link.enterConsent(person.id, 'refused', at));
}
