/** Nobody decides, reveals, exports, erases, restricts or lifts a hold about themselves: who is a user and a person too is kept off. */
import { type PersonId, type Records, users } from '@atalaia/storage';
import { doubtsOf, sameHuman } from '../person/doubt.ts';
import { Problem } from '../problem.ts';
import type { Actor } from './actor.ts';

export interface AboutSelf {
  readonly records: Pick<Records, 'get' | 'find'>;
}

/** Every person document that is this user themselves; none for the operator, the program, and users who are no person here. */
export async function ownPersonsOf(deps: AboutSelf, actor: Actor): Promise<ReadonlySet<PersonId>> {
  const own = new Set<PersonId>();
  const linked = actor.kind === 'user' ? (await deps.records.get(users, actor.id))?.doc.person : undefined;
  const waiting = linked === undefined ? [] : [linked];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (own.has(next)) continue;
    own.add(next);
    waiting.push(...sameHuman(next, await doubtsOf(deps, next)));
  }
  return own;
}

/**
 * `persons`: those an act is about.
 * @throws Problem `about-yourself` if the user who acts is one of them
 */
export async function refuseAboutSelf(deps: AboutSelf, actor: Actor, persons: Iterable<PersonId>): Promise<void> {
  const own = await ownPersonsOf(deps, actor);
  for (const person of own.size === 0 ? [] : persons) {
    if (own.has(person)) {
      throw new Problem('about-yourself', 'This is about yourself. Somebody else has to decide it.');
    }
  }
}
