/** Holds and erasures take turns: either the hold stands first, or the erasure has passed it. */

/** In whose turn holds are placed and lifted, and erasures pass what a hold forbids: no step of it may wait for another turn. */
export const holdsTurn = 'holds-and-erasures';
