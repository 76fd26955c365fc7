/** Lets work on the same thing wait for its turn: one conversation's alerts, one import at a time. */

export interface Turns {
  /** Runs `work` after all earlier work of the same key has ended, however it ended. Different keys do not wait. */
  inTurn<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function openTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    async inTurn(key, work) {
      const before = last.get(key) ?? Promise.resolve();
      const mine = before.then(work, work);
      const ended = mine.then(
        () => undefined,
        () => undefined,
      );
      last.set(key, ended);
      try {
        return await mine;
      } finally {
        if (last.get(key) === ended) last.delete(key);
      }
    },
  };
}
