/** Time that passes only when a test lets it: clock and pauses of everything that is given it. */

export interface HandTime {
  readonly clock: () => number;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Ends every pause that is over by then, in their order; what follows from one may begin another. */
  pass(milliseconds: number): Promise<void>;
  /** Resolves once somebody waits exactly so long, or as the predicate says. */
  waits(predicate: (milliseconds: number) => boolean): Promise<number>;
}

interface Pause {
  readonly until: number;
  readonly lasts: number;
  readonly over: () => void;
}

/** Begins on 2 March 2026, noon in São Paulo. */
export function handTime(start = Date.UTC(2026, 2, 2, 15)): HandTime {
  let now = start;
  const pauses = new Set<Pause>();
  const watchers = new Set<() => void>();

  function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const off = () => {
        pauses.delete(one);
        reject(signal.reason as Error);
      };
      const one: Pause = {
        until: now + milliseconds,
        lasts: milliseconds,
        over() {
          pauses.delete(one);
          signal.removeEventListener('abort', off);
          resolve();
        },
      };
      signal.addEventListener('abort', off, { once: true });
      pauses.add(one);
      for (const watcher of [...watchers]) watcher();
    });
  }

  function nextUntil(end: number): Pause | undefined {
    return [...pauses].filter(({ until }) => until <= end).sort((one, other) => one.until - other.until)[0];
  }

  return {
    clock: () => now,
    pause,
    async pass(milliseconds) {
      const end = now + milliseconds;
      for (let next = nextUntil(end); next !== undefined; next = nextUntil(end)) {
        now = Math.max(now, next.until);
        next.over();
        await new Promise((resolve) => setImmediate(resolve));
      }
      now = end;
    },
    waits: (predicate) =>
      new Promise((resolve) => {
        const look = () => {
          const found = [...pauses].find(({ lasts }) => predicate(lasts));
          if (found === undefined) return;
          watchers.delete(look);
          resolve(found.lasts);
        };
        watchers.add(look);
        look();
      }),
  };
}
