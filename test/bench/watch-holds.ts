/** Watches how long the event loop is held, by the processor time of its turns: what else runs on the machine does not count. */

export interface Holds {
  /** The longest turn, in milliseconds of this thread's processor time. */
  readonly longestMs: number;
  /** 99.9 % of the turns were shorter. */
  readonly usualMs: number;
  /** The longest turn by the clock, waiting for the disk and for other programs included. */
  readonly longestByClockMs: number;
}

/** From the call until `end`. */
export function watchHolds(): { end(): Holds } {
  const turns: number[] = [];
  let longestByClockMs = 0;
  let cpu = process.threadCpuUsage();
  let clock = performance.now();
  let watching = true;
  const turn = () => {
    const { user, system } = process.threadCpuUsage(cpu);
    const now = performance.now();
    turns.push((user + system) / 1000);
    longestByClockMs = Math.max(longestByClockMs, now - clock);
    cpu = process.threadCpuUsage();
    clock = now;
    if (watching) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    end() {
      watching = false;
      turns.sort((a, b) => a - b);
      return { longestMs: turns.at(-1) ?? 0, usualMs: turns[Math.floor(turns.length * 0.999)] ?? 0, longestByClockMs };
    },
  };
}
