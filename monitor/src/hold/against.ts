/** Which holds forbid an erasure: a person's hold protects their messages, a conversation's its messages, and the other way round. */
import type { Clock, Hold, PersonId, Records, Scope } from '@atalaia/storage';
import { overlap } from '../scope/overlap.ts';
import { type Reach, reachOf } from '../scope/reach.ts';
import { activeHolds, stands } from './active.ts';

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
