/** Notes holds as lifted whose end has come, or that a crash left standing: what they protected may be erased since then. */
import { type Hold, holds, type PersonId, persons, type Records } from '@atalaia/storage';
import { humanOf } from '../person/human.ts';
import type { Turns } from '../turns.ts';
import { activeHolds, stands } from './active.ts';
import { type EndHold, endHold, liftedInTrail } from './lift.ts';
import { holdsTurn } from './turn.ts';

export interface ExpireHolds extends EndHold {
  readonly records: Pick<Records, 'get' | 'find' | 'replace'>;
  readonly turns: Turns;
}

/** Run again after a crash: it goes on. */
export async function expireHolds(deps: ExpireHolds): Promise<void> {
  for (const { id } of await activeHolds(deps)) {
    // Looked at in turn: nobody is half-way through placing, lifting, restricting or releasing then.
    await deps.turns.inTurn(holdsTurn, async () => {
      const found = await deps.records.get(holds, id);
      if (found && (await isOver(deps, found.doc))) await endHold(deps, { kind: 'system' }, found);
    });
  }
}

async function isOver(deps: ExpireHolds, hold: Hold): Promise<boolean> {
  if (!stands(hold, deps.clock()) || (await liftedInTrail(deps, hold))) return true;
  const { source, scope } = hold;
  return source === 'restriction' && scope.kind === 'person' && !(await isRestricted(deps, scope.person));
}

/** Or on the way to being erased, which a restriction outlasts if that is undone. */
async function isRestricted(deps: ExpireHolds, person: PersonId): Promise<boolean> {
  for (const id of await humanOf(deps, person)) {
    const state = (await deps.records.get(persons, id))?.doc.state;
    if (state === 'restricted' || state === 'locked') return true;
  }
  return false;
}
