/** Waits for work that runs side by side, to its end also where a part of it fails: nothing goes on behind the back of whoever catches the fault. */

/** The results in order. @throws the first fault, once all have ended. */
export async function allEnded<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  const outcomes = await Promise.allSettled(work);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
