/** Seeded randomness: the same seed gives the same LIDs, group ids and faults. */

/** Gives numbers from 0 up to, not including, 1. */
export type Random = () => number;

/** mulberry32: short, fast, good enough for faults; never for keys. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number of this many digits that doesn't start with 0. */
export function digits(random: Random, count: number): string {
  const first = String(1 + Math.floor(random() * 9));
  return first + Array.from({ length: count - 1 }, () => Math.floor(random() * 10)).join('');
}
