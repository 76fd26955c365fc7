/** Work that goes round in the background: whenever something happened to a number, and every so often where nothing told. */
import type { Feed } from '@atalaia/storage';

export interface Rounds extends AsyncDisposable {
  /** A round that begins after the call; resolves when it has ended. Rejects with what it threw. */
  goRound(): Promise<void>;
}

export interface RoundsDeps {
  readonly feed: Pick<Feed, 'subscribe'>;
  /** Told when a round failed; the next one tries again. */
  readonly reportFault: (fault: unknown) => void;
}

/** How often there is a round when nothing announces work, in milliseconds. */
const roundMs = 2000;

/** Rounds never overlap. `work` ends early once it is told to stop; disposing waits for it. */
export function openRounds(deps: RoundsDeps, work: (stopped: () => boolean) => Promise<void>): Rounds {
  let stopped = false;
  let asked = 0;
  let done = 0;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    try {
      while (done < asked && !stopped) {
        const goal = asked;
        await work(() => stopped);
        done = goal;
      }
    } finally {
      running = undefined;
    }
  }
  const goRound = async () => {
    if (stopped) return;
    asked += 1;
    running ??= run();
    await running;
  };
  const wake = () => {
    if (!stopped && !running) goRound().catch(deps.reportFault);
    else asked += 1;
  };

  const timer = setInterval(wake, roundMs);
  timer.unref();
  const subscription = deps.feed.subscribe((event) => {
    if (event.number !== undefined) wake();
  });

  return {
    goRound,
    async [Symbol.asyncDispose]() {
      stopped = true;
      clearInterval(timer);
      subscription[Symbol.dispose]();
      await running?.catch(() => undefined);
    },
  };
}
