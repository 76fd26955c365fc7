/** Holds and erasures take turns: either the hold stands first, or the erasure has passed it. */

/** In whose turn holds are placed and lifted, and erasures pass what a hold forbids: nobody who has another turn may wait for this one. */
export const holdsTurn = 'holds-and-erasures';
