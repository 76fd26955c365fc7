/** How fast the demo lives: pauses of people, shortened for tests, ended when the demo ends. */
import { setTimeout as after } from 'node:timers/promises';

export interface Pace {
  readonly signal: AbortSignal;
  /** Rejects when the demo ends. */
  pause(seconds: number): Promise<void>;
}

/** `speed`: 1 is a human pace, 10 is ten times as fast. */
export function openPace(speed: number, signal: AbortSignal): Pace {
  return { signal, pause: (seconds) => after((seconds * 1000) / speed, undefined, { signal }) };
}
