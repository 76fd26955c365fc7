/** Restricts what is kept of a person, or releases it: capture off, nothing erased, and what is kept is read by nobody but the dpo. */
import {
  consents,
  holds,
  type NewId,
  type Person,
  type PersonId,
  persons,
  type Records,
  type Vault,
} from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Actor } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import { everyPage } from '../every-page.ts';
import { type EndHold, endHold } from '../hold/lift.ts';
import { type WriteHold, writeHold } from '../hold/place.ts';
import { holdsTurn } from '../hold/turn.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import { addDecision } from './add-decision.ts';
import { findPerson } from './find.ts';
import { humanOf } from './human.ts';
import { keyOfPerson } from './key-of.ts';
import { refuseOtherNumbers } from './refuse-other-numbers.ts';
import { type TellDoubts, tellDoubtsOf } from './tell-doubts.ts';
import { type InForce, tellNumbers } from './tell-numbers.ts';

export type RestrictPerson = TellDoubts &
  WriteHold &
  EndHold & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
    readonly vault: Pick<Vault, 'keyOf'>;
    readonly newId: NewId;
    readonly turns: Turns;
  };

export interface Restriction {
  readonly id: string;
  readonly restricted: boolean;
  readonly reason: string;
}

/**
 * LGPD art. 18 IV (blocking); GDPR art. 18. Recorded first, then in force, for every document of this human. A hold
 * stands as long as the restriction does. Saying again what stands already tells the numbers once more, and nothing else.
 * @throws Problem `not-found`; `about-yourself`; `not-permitted` if the person is also on numbers that are not theirs;
 * `changed-meanwhile` if the person objected or is being erased
 */
export async function restrictPerson(
  deps: RestrictPerson,
  authorized: Authorized<'person:restrict'>,
  { id, restricted, reason }: Restriction,
): Promise<InForce> {
  const { doc: asked } = await findPerson(deps, authorized, id);
  const human = await humanOf(deps, asked.id);
  await refuseAboutSelf(deps, authorized.actor, human);
  await refuseOtherNumbers(deps, authorized, human);
  // In turn: an erasure is confirmed before it, or refused by the hold that comes with it.
  const changed = await deps.turns.inTurn(holdsTurn, () =>
    changeAll(deps, authorized.actor, human, restricted, reason),
  );
  let inForce: InForce = { kind: 'in-force' };
  for (const person of changed) {
    await tellDoubtsOf(deps, person.id);
    const told = await tellNumbers(deps, person.numbers, (link) => link.stand(person.id, person.state));
    if (told.kind === 'pending') inForce = told;
    deps.feed.publish({ kind: 'person-changed', id: person.id });
  }
  return inForce;
}

/** Everyone as they stand then; all may be changed, or nobody is. */
async function changeAll(
  deps: RestrictPerson,
  actor: Actor,
  human: readonly PersonId[],
  restricted: boolean,
  reason: string,
): Promise<readonly Person[]> {
  const changes: { readonly person: Person; readonly state: Person['state'] }[] = [];
  for (const id of human) {
    const person = (await deps.records.get(persons, id))?.doc;
    if (!person) continue;
    const state = restricted ? 'restricted' : await stateReleased(deps, person);
    if (person.state !== state) refuseOther(person, restricted);
    changes.push({ person, state });
  }
  for (const { person, state } of changes) {
    if (person.state !== state) await change(deps, actor, person, state, reason);
    if (!restricted) await endHolds(deps, actor, person);
  }
  return changes.map(({ person, state }) => ({ ...person, state }));
}

function refuseOther({ state }: Person, restricted: boolean): void {
  const fits = restricted ? state === 'active' || state === 'excluded' : state === 'restricted';
  if (!fits) throw new Problem('changed-meanwhile', 'This person has objected or is being erased: that goes before.');
}

/** Who was a private chat before is one again; who is not restricted stays as they are. */
async function stateReleased(deps: RestrictPerson, { id, state }: Person): Promise<Person['state']> {
  if (state !== 'restricted') return state;
  let isPrivate = false;
  const timeline = everyPage((after) =>
    deps.records.find(consents, { index: 'byPerson', equals: { person: id }, limit: 1000, ...after }),
  );
  for await (const { doc } of timeline) {
    if (doc.kind === 'excluded' || doc.kind === 'included') isPrivate = doc.kind === 'excluded';
  }
  return isPrivate ? 'excluded' : 'active';
}

/** The person's document comes last: killed before it, they stand as before, and the hold goes at the next start. */
async function change(
  deps: RestrictPerson,
  actor: Actor,
  person: Person,
  state: Person['state'],
  reason: string,
): Promise<void> {
  const restricted = state === 'restricted';
  const key = await keyOfPerson(deps, person.id);
  await deps.audit.record({
    chain: 'company',
    actor,
    act: restricted ? 'person-restricted' : 'person-released',
    subject: person.id,
    reason: key.seal({ collection: persons.name, id: person.id, field: 'restriction' }, reason),
  });
  // The hold first: at no instant is somebody restricted and yet erasable.
  if (restricted) {
    const scope = { kind: 'person', person: person.id } as const;
    const owner = actor.kind === 'user' ? actor.id : null;
    await writeHold(deps, actor, { scope, owner, source: 'restriction', until: null, reason, subject: person.id });
  }
  await addDecision(deps, actor, person, restricted ? 'restricted' : 'released', reason);
  if (await stand(deps, person, state)) return;
  if (restricted) await endHolds(deps, actor, person);
  throw new Problem('changed-meanwhile', 'Somebody changed this person a moment ago; look again, then try again.');
}

/** Whatever else of them changes at that moment; false if they stand otherwise by then. */
async function stand(deps: RestrictPerson, { id, state: before }: Person, state: Person['state']): Promise<boolean> {
  for (;;) {
    const found = await deps.records.get(persons, id);
    if (found?.doc.state !== before) return found?.doc.state === state;
    if ((await deps.records.replace(persons, found.version, { ...found.doc, state })) === 'replaced') return true;
  }
}

/** Those that a restriction placed. */
async function endHolds(deps: RestrictPerson, actor: Actor, { id }: Person): Promise<void> {
  const found = await deps.records.find(holds, {
    index: 'bySubject',
    equals: { subject: id, state: 'active' },
    limit: 1000,
  });
  for (const hold of found.items) if (hold.doc.source === 'restriction') await endHold(deps, actor, hold);
}
