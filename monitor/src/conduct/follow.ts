/** Follows all conversations for conduct rules: what was captured of each, and time that passes. Away from capture, so that it delays no message. */
import { numbers } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { openRounds, type RoundsDeps } from '../rounds.ts';
import type { RunningRules } from '../rule/running.ts';
import { advance } from './advance.ts';
import { type FallDueDeps, fallDue } from './fall-due.ts';
import { type ConductInForce, conductInForce } from './rules-in-force.ts';

export interface ConductFollower extends AsyncDisposable {
  /** Follows whatever was captured, and what fell due, before the call; its alerts are raised when it resolves. */
  catchUp(): Promise<void>;
}

export type FollowConduct = FallDueDeps & RoundsDeps & { readonly rules: Pick<RunningRules, 'current' | 'ruleId'> };

/** Goes on where it was when the program last ended. */
export function openConductFollower(deps: FollowConduct): ConductFollower {
  const inForce = conductInForce(deps.rules);
  const rounds = openRounds(deps, async (stopped) => {
    await advanceAll(deps, inForce, stopped);
    if (!stopped()) await fallDue(deps, inForce());
  });
  return { catchUp: () => rounds.goRound(), [Symbol.asyncDispose]: () => rounds[Symbol.asyncDispose]() };
}

async function advanceAll(deps: FollowConduct, inForce: () => ConductInForce, stopped: () => boolean): Promise<void> {
  const every = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 1000, ...after }));
  for await (const { doc } of every) {
    while (!stopped() && (await advance(deps, inForce(), doc.id))) await new Promise(setImmediate);
  }
}
