/** Holds and erasures take turns: either the hold stands first, or the erasure has passed it. */

/** In whose turn holds are placed and lifted, and erasures pass what a hold forbids: a sweep asks for turns of alerts in it, so nobody who has one of those may wait for this one. */
export const holdsTurn = 'holds-and-erasures';
