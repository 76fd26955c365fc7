/** Marks somebody's chats as private, or takes that back: a private chat is only counted, nothing of it is kept from then on. */
import { type Clock, type NewId, type Person, persons, type Records, type Vault } from '@atalaia/storage';
import { refuseAboutSelf } from '../access/about-self.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { Problem } from '../problem.ts';
import { addDecision } from './add-decision.ts';
import { findPerson } from './find.ts';
import { keyOfPerson } from './key-of.ts';
import { refuseOtherNumbers } from './refuse-other-numbers.ts';
import { type TellDoubts, tellDoubtsOf } from './tell-doubts.ts';
import { type InForce, tellNumbers } from './tell-numbers.ts';

export interface MarkPrivate extends TellDoubts {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * Recorded first, then in force. Saying again what stands already tells the numbers once more, and nothing else.
 * @throws Problem `not-found`; `about-yourself`; `not-permitted` if the person is also on numbers that are not theirs;
 * `changed-meanwhile` if the person is restricted, suppressed or being erased: that goes before
 */
export async function markPrivate(
  deps: MarkPrivate,
  authorized: Authorized<'person:exclude'>,
  input: { readonly id: string; readonly private: boolean; readonly reason: string },
): Promise<InForce> {
  const { doc: person, version } = await findPerson(deps, authorized, input.id);
  await refuseAboutSelf(deps, authorized.actor, [person.id]);
  // Their chats are private on every number, so whoever decides it must answer for every number.
  await refuseOtherNumbers(deps, authorized, [person.id]);
  const state: Person['state'] = input.private ? 'excluded' : 'active';
  if (person.state !== state) {
    if (person.state !== 'active' && person.state !== 'excluded') {
      throw new Problem(
        'changed-meanwhile',
        'This person is restricted, has objected or is being erased: that goes before.',
      );
    }
    await change(deps, authorized, person, version, state, input.reason);
  }
  await tellDoubtsOf(deps, person.id);
  return tellNumbers(deps, person.numbers, (link) => link.stand(person.id, state));
}

async function change(
  deps: MarkPrivate,
  { actor }: Authorized<'person:exclude'>,
  person: Person,
  version: number,
  state: Person['state'],
  reason: string,
): Promise<void> {
  const isPrivate = state === 'excluded';
  const key = await keyOfPerson(deps, person.id);
  await deps.audit.record({
    chain: 'company',
    actor,
    act: isPrivate ? 'person-excluded' : 'person-included',
    subject: person.id,
    reason: key.seal({ collection: persons.name, id: person.id, field: 'exclusion' }, reason),
  });
  if ((await deps.records.replace(persons, version, { ...person, state })) !== 'replaced') {
    throw new Problem('changed-meanwhile', 'Somebody changed this person a moment ago; look again, then try again.');
  }
  await addDecision(deps, actor, person, isPrivate ? 'excluded' : 'included', reason);
}
