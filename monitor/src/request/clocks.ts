/** Follows the clocks of open requests: reminders while time is left, what silence applies once nobody answered. */
import { type Records, requests } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';
import type { Turns } from '../turns.ts';
import { type ApplyBySilence, applyBySilence } from './by-silence.ts';
import { type RemindOf, remindOf } from './remind.ts';

export interface RequestClocks extends AsyncDisposable {
  /** Looks at every open request once; resolves when it has. */
  goRound(): Promise<void>;
}

export type RequestClocksDeps = RemindOf &
  ApplyBySilence & {
    readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
    readonly turns: Turns;
    /** Told when a round failed; the next one tries again. */
    readonly reportFault: (fault: unknown) => void;
  };

/** How often the clocks are looked at, in milliseconds. */
const roundMs = 60_000;

/** A round is due at once: time went on while the program stood still. Disposing waits for the one that runs. */
export function openRequestClocks(deps: RequestClocksDeps): RequestClocks {
  let stopped = false;
  let running = Promise.resolve();
  const goRound = () => {
    const round = running.then(() => look(deps, () => stopped));
    running = round.catch(() => undefined);
    return round;
  };
  const begin = () => void goRound().catch(deps.reportFault);
  const timer = setInterval(begin, roundMs);
  timer.unref();
  begin();
  return {
    goRound,
    async [Symbol.asyncDispose]() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function look(deps: RequestClocksDeps, isStopped: () => boolean): Promise<void> {
  const open = everyPage((after) =>
    deps.records.find(requests, { index: 'byState', equals: { state: 'open' }, limit: 500, ...after }),
  );
  for await (const { doc } of open) {
    if (isStopped()) return;
    // In turn with a dpo who is answering it at this moment.
    await deps.turns.inTurn(`request.${doc.id}`, () => followOne(deps, doc.id)).catch(passOver);
  }
}

async function followOne(deps: RequestClocksDeps, id: string): Promise<void> {
  const found = await deps.records.get(requests, id);
  if (found?.doc.state !== 'open') return;
  await remindOf(deps, found);
  const reminded = await deps.records.get(requests, id);
  if (reminded) await applyBySilence(deps, reminded);
}

/** Somebody decided at this moment: the next round sees it as it stands then. */
function passOver(fault: unknown): void {
  if (!(fault instanceof Problem)) throw fault;
}
