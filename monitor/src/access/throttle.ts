/** Limits how often something is tried: counted in memory by keyed hashes, so that no address or e-mail is kept. */
import type { Clock } from '@atalaia/storage';
import { Problem } from '../problem.ts';

export interface Throttle {
  /**
   * Counts one try. Counted before the try runs, so that many at once are not missed.
   * @throws Problem `too-many-tries` once `most` tries fell into the running window of 15 minutes.
   */
  count(key: string, most: number): void;
  /** The try was right: the key begins anew. */
  forgive(key: string): void;
}

const windowMs = 15 * 60_000;
/** Keys in memory at most; beyond it the oldest windows are forgotten. */
const capacity = 20_000;

export function openThrottle(deps: { readonly clock: Clock }): Throttle {
  const windows = new Map<string, { readonly until: number; tries: number }>();
  return {
    count(key, most) {
      const now = deps.clock();
      let window = windows.get(key);
      // A clock that jumped back must not lock anybody out for longer than one window.
      if (!window || now >= window.until || window.until - now > windowMs) {
        windows.delete(key);
        window = { until: now + windowMs, tries: 0 };
        windows.set(key, window);
        for (const oldest of windows.keys()) {
          if (windows.size <= capacity) break;
          windows.delete(oldest);
        }
      }
      window.tries += 1;
      if (window.tries > most) throw new Problem('too-many-tries', 'Too many tries. Wait a quarter of an hour.');
    },
    forgive(key) {
      windows.delete(key);
    },
  };
}
