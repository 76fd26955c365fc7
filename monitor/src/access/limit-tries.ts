/** Limits what one address may try without being signed in: passwords, one-time links. */
import type { Throttle } from './throttle.ts';

export interface LimitTries {
  readonly throttle: Throttle;
}

/** Tries from one address in a quarter of an hour; a whole office may share one. */
const mostFromSource = 60;

/** @param source keyed hash of the address. @throws Problem `too-many-tries` */
export function limitTries({ throttle }: LimitTries, source: string): void {
  throttle.count(`source:${source}`, mostFromSource);
}
