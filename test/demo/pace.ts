/** How fast the demo lives: pauses of people, shortened for tests, ended when the demo ends. */
import { setTimeout as after } from 'node:timers/promises';

export interface Pace {
  readonly signal: AbortSignal;
  /** Rejects when the demo ends. */
  pause(seconds: number): Promise<void>;
  /** What somebody waits for; rejects when the demo ends before. */
  until<T>(awaited: Promise<T>): Promise<T>;
}

/** `speed`: 1 is a human pace, 10 is ten times as fast. */
export function openPace(speed: number, signal: AbortSignal): Pace {
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  ended.catch(() => undefined);
  return {
    signal,
    pause: (seconds) => after((seconds * 1000) / speed, undefined, { signal }),
    until: (awaited) => Promise.race([awaited, ended]),
  };
}
