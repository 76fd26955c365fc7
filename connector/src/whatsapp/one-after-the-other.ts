/** Work that begins when the work before it has ended, however that ended. */
export interface OneAfterTheOther {
  <T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was begun so far has ended. */
  ended(): Promise<void>;
}

export function oneAfterTheOther(): OneAfterTheOther {
  let last: Promise<unknown> = Promise.resolve();
  function run<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }
  return Object.assign(run, { ended: async () => void (await last) });
}
