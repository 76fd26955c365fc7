/** Nobody decides, reveals, exports, erases, restricts or lifts a hold about themselves: who is a user and a person too is kept off. */
import { type PersonId, type Records, users } from '@atalaia/storage';
import { humanOf } from '../person/human.ts';
import { Problem } from '../problem.ts';
import type { Actor } from './actor.ts';

export interface AboutSelf {
  readonly records: Pick<Records, 'get' | 'find'>;
}

/** Every person document that is this user themselves; none for the operator, the program, and users who are no person here. */
export async function ownPersonsOf(deps: AboutSelf, actor: Actor): Promise<readonly PersonId[]> {
  const linked = actor.kind === 'user' ? (await deps.records.get(users, actor.id))?.doc.person : undefined;
  return linked === undefined ? [] : humanOf(deps, linked);
}

/**
 * `persons`: those an act is about.
 * @throws Problem `about-yourself` if the user who acts is one of them
 */
export async function refuseAboutSelf(deps: AboutSelf, actor: Actor, persons: readonly PersonId[]): Promise<void> {
  const own = await ownPersonsOf(deps, actor);
  if (persons.some((person) => own.includes(person))) {
    throw new Problem('about-yourself', 'This is about yourself. Somebody else has to decide it.');
  }
}
