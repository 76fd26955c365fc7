/** What erasing something would do, counted now: what goes, what stays, what stands in the way. */
import { hash } from 'node:crypto';
import { type Clock, type Hold, type Records, rightsPolicies, type Scope } from '@atalaia/storage';
import type { Authorized, Permission } from '../access/permissions.ts';
import { canonicalJson } from '../audit/canonical.ts';
import { holdsAgainst } from '../hold/against.ts';
import { type AskWhoElse, askWhoElse } from '../person/ask-who-else.ts';
import { openDoubts } from '../person/doubt.ts';
import { type Concerned, findScope } from '../scope/find.ts';
import { type CountScope, countScope, type ScopeCounts } from './count.ts';
import { limitationOf } from './limitation.ts';

export type PlanErasure = CountScope &
  AskWhoElse & {
    readonly records: Pick<Records, 'get' | 'find' | 'count'>;
    readonly clock: Clock;
  };

export interface ErasurePlan {
  readonly scope: Scope;
  readonly concerned: Concerned;
  readonly counts: ScopeCounts;
  readonly holds: readonly Hold[];
  /** Questions whether someone who goes whole is somebody else too. */
  readonly doubts: number;
  /** When the last limitation of an agent who goes whole ends, in milliseconds; null where none runs. */
  readonly limitation: number | null;
  /** Hours in which it may be undone. */
  readonly undoHours: number;
  /** Of two plans with the same token the later one takes nothing but what came into the same scope since. */
  readonly token: string;
}

/** @throws Problem `not-found` for what is not there or not theirs. */
export async function planErasure<P extends Permission>(
  deps: PlanErasure,
  authorized: Authorized<P>,
  scope: Scope,
): Promise<ErasurePlan> {
  const concerned = await findScope(deps, authorized, scope);
  const { persons, whole } = concerned;
  const wholeIds = whole.map(({ id }) => id);
  if (scope.kind === 'person') await askWhoElse(deps, wholeIds);
  const counts = await countScope(deps, { scope, whole: wholeIds });
  const holds = await holdsAgainst(deps, scope, persons);
  const limitation = await limitationOf(deps, whole, deps.clock());
  const doubts = (await openDoubts(deps, wholeIds)).length;
  const undoHours = (await deps.records.get(rightsPolicies, 'company'))?.doc.undoHours ?? 0;
  const plan = { scope, concerned, counts, holds, doubts, limitation, undoHours };
  return { ...plan, token: tokenOf(plan) };
}

/** Not how much goes: all of the scope does, and who keeps writing could never be erased. Their requests end with them, so a new one counts. */
function tokenOf({ scope, concerned, counts, holds, doubts, undoHours }: Omit<ErasurePlan, 'token'>): string {
  const shown = canonicalJson({
    scope,
    persons: concerned.persons.toSorted(),
    whole: concerned.whole.map(({ id }) => id).toSorted(),
    requests: counts.goes.requests,
    evidence: counts.stays.evidence,
    holds: holds.map(({ id }) => id).toSorted(),
    doubts,
    undoHours,
  });
  return hash('sha256', shown, 'hex');
}
