/** Which holds forbid an erasure: a person's hold protects their messages, a conversation's its messages, and the other way round. */
import type { Clock, Hold, PersonId, Records, Scope } from '@atalaia/storage';
import { humanOf } from '../person/human.ts';
import { activeHolds, stands } from './active.ts';
import { overlap, type Reach } from './reach.ts';

export interface HoldsAgainst {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly clock: Clock;
}

/**
 * The active holds that protect anything in `scope`: while one stands, nothing of it may be erased (LGPD art. 16 I;
 * GDPR art. 17 (3) e). `persons`: every document of the human, if the scope is a person.
 */
export async function holdsAgainst(
  deps: HoldsAgainst,
  scope: Scope,
  persons: readonly PersonId[],
): Promise<readonly Hold[]> {
  const reach: Reach = { scope, persons: new Set(scope.kind === 'person' ? [scope.person, ...persons] : []) };
  const against: Hold[] = [];
  for (const hold of await activeHolds(deps)) {
    if (stands(hold, deps.clock()) && (await overlap(deps, reach, await reachOf(deps, hold.scope)))) against.push(hold);
  }
  return against;
}

/** A scope with everybody it names. */
export async function reachOf(deps: Pick<HoldsAgainst, 'records'>, scope: Scope): Promise<Reach> {
  return { scope, persons: new Set(scope.kind === 'person' ? await humanOf(deps, scope.person) : []) };
}
