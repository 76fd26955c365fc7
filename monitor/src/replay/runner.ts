/** Runs replays one after the other, and begins again those that a stop or crash interrupted. */
import { type Feed, placeOf, type Records, type Replay, replays, type Vault, type Versioned } from '@atalaia/storage';
import { sweepSamplesOf } from '../erase/sweep-samples.ts';
import { everyPage } from '../every-page.ts';
import type { ChosenRules } from '../rule/mode.ts';
import type { RunningRules } from '../rule/running.ts';
import { unpacked } from '../rule/version.ts';
import { openTurns } from '../turns.ts';
import { type RunReplay, runReplay } from './run.ts';

export interface ReplayRunner extends AsyncDisposable {
  /** Runs a kept replay in the background when its turn comes. */
  start(id: string): void;
  /** Ends it, whether it waits or runs; what ended already stays as it is. */
  cancel(id: string): Promise<void>;
  /** At start: all that waited or ran begin again. */
  resume(): Promise<void>;
}

export type ReplayRunnerDeps = Omit<RunReplay, 'ruleId'> & {
  readonly records: Pick<Records, 'get' | 'find' | 'count' | 'replace'>;
  readonly vault: Pick<Vault, 'open' | 'openText'>;
  readonly feed: Pick<Feed, 'publish'>;
  readonly rules: Pick<RunningRules, 'ruleId'>;
  /** Told when a replay failed. */
  readonly reportFault: (fault: unknown) => void;
};

/** Messages between two notes of how far it is. */
const noteEvery = 2000;

export function openReplays(deps: ReplayRunnerDeps): ReplayRunner {
  const turns = openTurns();
  const background = new Set<Promise<void>>();
  let stopping = false;

  const start = (id: string) => {
    const running: Promise<void> = turns
      .inTurn('replay', () => (stopping ? Promise.resolve() : runOne(deps, id, () => stopping)))
      .catch(deps.reportFault)
      .finally(() => background.delete(running));
    background.add(running);
  };

  return {
    start,
    async cancel(id) {
      await change(deps, id, (now) => ({ ...now, state: 'cancelled', endedAt: deps.clock() }));
    },
    async resume() {
      const state = ['waiting', 'running'] as const;
      const every = everyPage((after) =>
        deps.records.find(replays, { index: 'byState', equals: { state }, limit: 100, ...after }),
      );
      for (const { doc } of await Array.fromAsync(every)) start(doc.id);
    },
    async [Symbol.asyncDispose]() {
      stopping = true;
      await Promise.all(background);
    },
  };
}

export const replayPlace = (id: string) => placeOf(replays, id, 'sealedPacks');

/** What is replayed; rules that only help others are on trial in it. @throws if the company key is gone. */
export async function rulesOfReplay(
  deps: { readonly vault: Pick<Vault, 'open'> },
  { id, sealedPacks }: Replay,
): Promise<ChosenRules> {
  const opened = await deps.vault.open(replayPlace(id), sealedPacks);
  if (!opened) throw new Error('The company key is gone from the key store.');
  return unpacked(opened);
}

/** Ends a run from within: somebody cancelled it, or the program stops. */
class Ended extends Error {}

async function runOne(deps: ReplayRunnerDeps, id: string, isStopping: () => boolean): Promise<void> {
  const kept = await deps.records.get(replays, id);
  if (!kept || !isOpen(kept.doc)) return;
  try {
    const rules = await rulesOfReplay(deps, kept.doc);
    await changeOrEnd(deps, id, (now) => ({ ...now, state: 'running', done: 0 }));
    let noted = 0;
    const ruleId = (ref: Parameters<RunReplay['ruleId']>[0]) => deps.rules.ruleId(ref);
    const result = await runReplay({ ...deps, ruleId }, kept.doc, rules, async (done) => {
      if (isStopping()) throw new Ended();
      if (done - noted < noteEvery) return;
      noted = done;
      await changeOrEnd(deps, id, (now) => ({ ...now, done, total: Math.max(now.total, done) }));
    });
    await changeOrEnd(deps, id, (now) => ({
      ...now,
      state: 'done',
      done: result.messages,
      total: result.messages,
      result,
      endedAt: deps.clock(),
    }));
    const ended = await deps.records.get(replays, id);
    if (ended) await sweepSamplesOf(deps, ended);
  } catch (fault) {
    if (fault instanceof Ended) return;
    await change(deps, id, (now) => ({ ...now, state: 'failed', endedAt: deps.clock() }));
    throw fault;
  }
}

function isOpen({ state }: Replay): boolean {
  return state === 'waiting' || state === 'running';
}

async function changeOrEnd(deps: ReplayRunnerDeps, id: string, to: (now: Replay) => Replay): Promise<void> {
  if (!(await change(deps, id, to))) throw new Ended();
}

/** False if it has ended meanwhile: then nothing is changed. */
async function change(deps: ReplayRunnerDeps, id: string, to: (now: Replay) => Replay): Promise<boolean> {
  for (;;) {
    const kept: Versioned<Replay> | undefined = await deps.records.get(replays, id);
    if (!kept || !isOpen(kept.doc)) return false;
    const changed = to(kept.doc);
    if ((await deps.records.replace(replays, kept.version, changed)) !== 'replaced') continue;
    const { state, done, total } = changed;
    deps.feed.publish({ kind: 'replay-progress', id, fields: { state, done, total } });
    return true;
  }
}
