/** Watches how long the event loop is held, by the processor time of its turns: what else runs on the machine does not count. */

export interface Holds {
  /** The longest turn, in milliseconds of this thread's processor time. */
  readonly longestMs: number;
  /** 99.9 % of the turns were shorter. */
  readonly usualMs: number;
  /** The longest turn by the clock, waiting for the disk and for other programs included. */
  readonly longestByClockMs: number;
}

/** Turns are counted by their length, in steps of this: a list of millions of them would be a hold, and memory, of its own. */
const stepMs = 0.1;
/** Longer ones count as this long, but for the longest. */
const mostMs = 1000;

/** From the call until `end`. */
export function watchHolds(): { end(): Holds } {
  const counts = new Uint32Array(mostMs / stepMs + 1);
  let turns = 0;
  let longestMs = 0;
  let longestByClockMs = 0;
  let cpu = process.threadCpuUsage();
  let clock = performance.now();
  let watching = true;
  const turn = () => {
    const { user, system } = process.threadCpuUsage(cpu);
    const held = (user + system) / 1000;
    const now = performance.now();
    const step = Math.floor(Math.min(held, mostMs) / stepMs);
    counts[step] = (counts[step] ?? 0) + 1;
    turns += 1;
    longestMs = Math.max(longestMs, held);
    longestByClockMs = Math.max(longestByClockMs, now - clock);
    cpu = process.threadCpuUsage();
    clock = now;
    if (watching) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    end() {
      watching = false;
      let steps = 0;
      for (let shorter = 0; shorter < turns * 0.999; steps++) shorter += counts[steps] ?? turns;
      return { longestMs, usualMs: steps * stepMs, longestByClockMs };
    },
  };
}
