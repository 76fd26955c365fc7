/** Rotation: a new master key and new intermediate keys take the place of the old ones, while everything goes on working. */
import type { KeyObject } from 'node:crypto';
import { addIntermediates, isWrappedBy, type KeyRing, type KeyRingDeps, wrappedAnew } from './key-ring.ts';

export interface Rotation {
  /** Whether one was begun and has not ended. */
  underWay(): boolean;
  /**
   * Begins one, or goes on with what a stop interrupted, at any instant: keys are re-wrapped a batch at a time, and at
   * the end the old master key is written over. Answers how many keys were re-wrapped; undefined if `signal` stopped it.
   */
  run(signal: AbortSignal, onStep?: (done: number) => void): Promise<number | undefined>;
}

export interface RotationDeps extends KeyRingDeps {
  readonly ring: KeyRing;
  /** The new master key, durable before it is answered. */
  readonly makeNext: () => Promise<KeyObject>;
  /** The new master key is the only one from now on. */
  readonly keepNext: () => Promise<void>;
}

const batch = 200;

export function openRotation(deps: RotationDeps): Rotation {
  const { keys } = deps;
  const { wrapping } = deps.ring;
  let next = deps.nextMasterKey;
  /** New keys are wrapped by what the next master key wraps; opening the key ring has seen to it where one was there. */
  let begun = next !== undefined;
  let running: Promise<number | undefined> | undefined;
  /** Also of those who joined one that was under way. */
  const told = new Set<(done: number) => void>();

  async function rotate(signal: AbortSignal): Promise<number | undefined> {
    next ??= await deps.makeNext();
    if (!begun) await addIntermediates(deps, wrapping, next);
    begun = true;
    let done = 0;
    // What was being wrapped by an old key when the new ones came is found by going through once more.
    for (let found = -1; found !== 0; done += found) {
      found = await rewrapAll(signal, (more) => {
        for (const tell of told) tell(done + more);
      });
      if (signal.aborted) return undefined;
    }
    const old = [...wrapping.byId.keys()].filter((id) => !wrapping.newest.includes(id));
    const ids = (await keys.ofOwner('intermediate')).map(({ id }) => id).filter((id) => old.includes(id));
    if (!(await keys.retire(ids))) return rotate(signal);
    for (const id of old) wrapping.byId.delete(id);
    await refuseLoss(next);
    await deps.keepNext();
    next = undefined;
    begun = false;
    return done;
  }

  /** Once the old master key is gone, what it alone opens is lost. */
  async function refuseLoss(masterKey: KeyObject): Promise<void> {
    for (const key of await keys.ofOwner('intermediate')) {
      if (!isWrappedBy(masterKey, key))
        throw new Error('A key in the key store does not open with the new master key.');
    }
  }

  /** Answers how many there were. */
  async function rewrapAll(signal: AbortSignal, onStep: (done: number) => void): Promise<number> {
    let done = 0;
    let page = await keys.list({ limit: batch });
    while (page.length > 0 && !signal.aborted) {
      const old = page.filter(
        ({ owner, wrappedBy }) => owner !== 'intermediate' && !wrapping.newest.includes(wrappedBy),
      );
      await Promise.all(
        old.map(async (key) => {
          const anew = wrappedAnew(deps, wrapping, key);
          if (anew === undefined) throw new Error('A key in the key store does not open: the key folder is damaged.');
          await keys.rewrap(anew);
        }),
      );
      done += old.length;
      if (old.length > 0) onStep(done);
      const last = page.at(-1);
      page = last === undefined ? [] : await keys.list({ after: last.id, limit: batch });
    }
    return done;
  }

  return {
    underWay: () => next !== undefined,
    run(signal, onStep) {
      if (onStep !== undefined) told.add(onStep);
      running ??= rotate(signal).finally(() => {
        running = undefined;
        told.clear();
      });
      return running;
    },
  };
}
