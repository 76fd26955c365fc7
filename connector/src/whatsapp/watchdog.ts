/** Notices a deaf session: connected, answered when it asks, and given no message, or stuck on one. */

/** A message came so long ago (milliseconds) and nothing was settled since: something hangs. */
const longestWork = 120_000;
/** Nothing but answers to our own pings for so long: a new connection shows whether WhatsApp has something for us. */
const longestSilence = 2 * 60 * 60_000;
const lookEvery = 15_000;

export interface Hearing {
  /** When WhatsApp last sent something of its own accord. */
  readonly heardAt: number;
  /** When the oldest message came that nothing was settled after; null where all is. */
  readonly waitingSince: number | null;
}

/** Times are milliseconds since the epoch; a clock that was set back makes nobody deaf. */
export function isDeaf({ heardAt, waitingSince }: Hearing, now: number): boolean {
  return now - heardAt > longestSilence || (waitingSince !== null && now - waitingSince > longestWork);
}

export interface Watchdog extends Disposable {
  /** WhatsApp sent something that was no answer. */
  heard(): void;
  /** An encrypted message came. */
  came(): void;
  /** A message was decrypted and kept, or refused: work goes on. */
  settled(): void;
}

export interface WatchdogDeps {
  readonly clock: () => number;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Called at most once. */
  readonly onDeaf: () => void;
}

export function watchHearing(deps: WatchdogDeps): Watchdog {
  const stop = new AbortController();
  let hearing: Hearing = { heardAt: deps.clock(), waitingSince: null };

  async function look(): Promise<void> {
    try {
      do await deps.pause(lookEvery, stop.signal);
      while (!isDeaf(hearing, deps.clock()));
    } catch {
      return;
    }
    if (!stop.signal.aborted) deps.onDeaf();
  }
  void look();

  return {
    heard() {
      hearing = { ...hearing, heardAt: deps.clock() };
    },
    came() {
      hearing = { ...hearing, waitingSince: hearing.waitingSince ?? deps.clock() };
    },
    settled() {
      hearing = { ...hearing, waitingSince: null };
    },
    [Symbol.dispose]: () => stop.abort(),
  };
}
