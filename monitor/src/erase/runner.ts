/** Runs erasures one after the other, waits for their undo windows, and goes on with those that a stop or crash interrupted. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Erasure, type ErasureId, erasures } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import type { Turns } from '../turns.ts';
import { erasuresNotEnded } from './not-ended.ts';
import { type RunErasure, runErasure } from './run.ts';

export interface ErasureRunner extends AsyncDisposable {
  /** Takes it on in the background, now and when its undo window has ended. */
  start(id: ErasureId): void;
  /** Resolves when it has ended, or waits for its undo window. @throws what stopped it, when the program stops too */
  ranTo(id: ErasureId): Promise<Erasure>;
  /** Those that have not ended and wait for no undo window. */
  underWay(): Promise<readonly ErasureId[]>;
  /** At start: everything that was confirmed goes on. */
  resume(): Promise<void>;
}

export type ErasureRunnerDeps = RunErasure & {
  readonly turns: Turns;
  /** Told when a step failed; it is tried again. */
  readonly reportFault: (fault: unknown) => void;
};

/** Before the first, second, third try again; then as the last. In milliseconds. */
const pausesMs = [1000, 10_000, 60_000] as const;
/** A longer undo window is looked at in between: a timer reaches 24 days only. */
const longestWaitMs = 24 * 60 * 60_000;

/** In whose turn an erasure is run, and undone. */
export const erasureTurn = (id: ErasureId): string => `erasure:${id}`;

export function openErasures(deps: ErasureRunnerDeps): ErasureRunner {
  const stopping = new AbortController();
  const { signal } = stopping;
  const background = new Map<ErasureId, Promise<void>>();
  const run = (id: ErasureId) =>
    deps.turns.inTurn('erasures', () => deps.turns.inTurn(erasureTurn(id), () => runErasure(deps, id, signal)));

  async function untilEnded(id: ErasureId): Promise<void> {
    for (let failed = 0; !signal.aborted; ) {
      let pause: number;
      try {
        const ran = await run(id);
        if (ran.kind === 'ended') return;
        failed = 0;
        pause = Math.min(longestWaitMs, ran.until - deps.clock());
      } catch (fault) {
        if (signal.aborted) return;
        deps.reportFault(fault);
        pause = pausesMs[Math.min(failed, pausesMs.length - 1)] ?? 0;
        failed += 1;
      }
      await wait(Math.max(0, pause), undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  const start = (id: ErasureId) => {
    if (background.has(id)) return;
    background.set(
      id,
      untilEnded(id).finally(() => background.delete(id)),
    );
  };

  return {
    start,
    ranTo: async (id) => (await run(id)).erasure,
    async underWay() {
      const equals = { state: ['confirmed', 'answered', 'shredded'] as const };
      const open = everyPage((after) =>
        deps.records.find(erasures, { index: 'byState', equals, limit: 100, ...after }),
      );
      const ids: ErasureId[] = [];
      for await (const { doc } of open) if (doc.state !== 'confirmed' || doc.undoUntil === null) ids.push(doc.id);
      return ids;
    },
    async resume() {
      for await (const { id } of erasuresNotEnded(deps)) start(id);
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all(background.values());
    },
  };
}
