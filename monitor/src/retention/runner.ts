/** Each night, and once after a start: notes holds that ended, lets evidence go whose time is over, and erases what is too old where a policy says that it goes by itself. */
import { type Clock, numbers, type Records } from '@atalaia/storage';
import { type EndEvidence, endEvidence } from '../erase/end-evidence.ts';
import { everyPage } from '../every-page.ts';
import { type ExpireHolds, expireHolds } from '../hold/expire.ts';
import { type WaitAfterJump, waitsAfterJump } from './after-clock-jump.ts';
import { dayIn, policyOf } from './policy.ts';
import { type EraseTooOld, eraseTooOld } from './run.ts';

export interface RetentionRunner extends AsyncDisposable {
  /** One round over all numbers; runs by itself besides. */
  round(): Promise<void>;
}

export type RetentionRunnerDeps = EraseTooOld &
  ExpireHolds &
  EndEvidence &
  WaitAfterJump & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace' | 'remove'>;
    readonly clock: Clock;
    /** Told when a round failed; the next one tries again. */
    readonly reportFault: (fault: unknown) => void;
  };

const roundMs = 60 * 60_000;
/** Nobody works at that hour: the run disturbs nobody. After it the day's run is caught up at any hour. */
const nightHour = 2;

/** Starts the rounds, the first one at once. Disposing waits for the one under way. */
export function openRetention(deps: RetentionRunnerDeps): RetentionRunner {
  let stopping = false;
  let running: Promise<void> = Promise.resolve();
  const round = (): Promise<void> => {
    running = running.then(() => oneRound(deps, () => stopping)).catch(deps.reportFault);
    return running;
  };
  const timer = setInterval(() => void round(), roundMs);
  timer.unref();
  void round();
  return {
    round,
    async [Symbol.asyncDispose]() {
      stopping = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** A run later on the same day finds nothing more that is too old: the limit is the beginning of a day. */
async function oneRound(deps: RetentionRunnerDeps, isStopping: () => boolean): Promise<void> {
  if (await waitsAfterJump(deps)) return;
  await expireHolds(deps);
  await endEvidence(deps);
  const all = everyPage((after) => deps.records.find(numbers, { index: 'byCreation', limit: 200, ...after }));
  for await (const { doc: number } of all) {
    if (isStopping()) return;
    const { runs } = await policyOf(deps, number);
    if (runs === 'nightly' && dayIn(deps.clock(), number.zone).hour >= nightHour) {
      await eraseTooOld(deps, { kind: 'system' }, number);
    }
  }
}
