/** Makes exports one after the other, begins again those that a stop or crash interrupted, and removes old ones. */
import {
  auditEntries,
  type Blobs,
  type Clock,
  type Export,
  type ExportId,
  exportFiles,
  type Feed,
  type Records,
} from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { everyPage } from '../every-page.ts';
import { openTurns } from '../turns.ts';
import { type ChangeExport, changeExport, isUnderWay, removeExport } from './change.ts';
import { type RunExport, runExport } from './run.ts';
import { spoolBlobs } from './spool.ts';
import { exportBlob } from './waiting.ts';
import { PersonGone } from './write.ts';

export interface ExportRunner extends AsyncDisposable {
  /** Makes a kept export in the background when its turn comes. */
  start(id: ExportId): void;
  /** As it stands once it has ended, however; undefined if the program stops before. */
  ended(id: ExportId): Promise<Export | undefined>;
  /** At start: all that waited or ran begin again, what is older than seven days goes, and what a crash left of an end is done. */
  resume(): Promise<void>;
}

export type ExportRunnerDeps = RunExport &
  ChangeExport & {
    readonly records: Pick<Records, 'get' | 'find' | 'count' | 'replace'>;
    readonly blobs: Pick<Blobs, 'remove'>;
    readonly feed: Pick<Feed, 'publish'>;
    readonly audit: Audit;
    readonly clock: Clock;
    /** Told when an export failed. */
    readonly reportFault: (fault: unknown) => void;
  };

/** Messages between two notes of how far it is. */
const noteEvery = 2000;
/** How long a finished export is kept for downloading. */
const keptMs = 7 * 24 * 60 * 60 * 1000;
const sweepMs = 60 * 60 * 1000;

/** One at a time: each may hold a core for minutes. Disposing waits until the one that runs has let go. */
export function openExports(deps: ExportRunnerDeps): ExportRunner {
  const turns = openTurns();
  const running = new Map<ExportId, Promise<void>>();
  let stopping = false;

  const start = (id: ExportId) => {
    const one: Promise<void> = turns
      .inTurn('export', () => (stopping ? Promise.resolve() : runOne(deps, id, () => stopping)))
      .catch(deps.reportFault)
      .finally(() => running.delete(id));
    running.set(id, one);
  };
  const sweep = () => {
    removeOld(deps).catch(deps.reportFault);
  };
  const timer = setInterval(sweep, sweepMs);
  timer.unref();

  return {
    start,
    async ended(id) {
      await running.get(id);
      const kept = (await deps.records.get(exportFiles, id))?.doc;
      return kept && isUnderWay(kept) ? undefined : kept;
    },
    async resume() {
      await removeOld(deps);
      const state = ['waiting', 'running'] as const;
      const every = everyPage((after) =>
        deps.records.find(exportFiles, { index: 'byState', equals: { state }, limit: 100, ...after }),
      );
      for (const { doc } of await Array.fromAsync(every)) start(doc.id);
      await finishEnds(deps);
    },
    async [Symbol.asyncDispose]() {
      stopping = true;
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

/** Ends a run from within: somebody removed it, or the program stops. */
class Ended extends Error {}

async function runOne(deps: ExportRunnerDeps, id: ExportId, isStopping: () => boolean): Promise<void> {
  const asked = await changeExport(deps, id, (now) => ({ ...now, state: 'running', done: 0 }));
  if (!asked) return;
  let noted = 0;
  const tell = async (done: number) => {
    if (isStopping()) throw new Ended();
    if (done - noted < noteEvery) return;
    noted = done;
    const changed = await changeExport(deps, id, (now) => ({ ...now, done, total: Math.max(now.total, done) }));
    if (!changed) throw new Ended();
  };
  let ended: Export | undefined;
  try {
    const made = await runExport(deps, asked, tell);
    const endedAt = deps.clock();
    ended = await changeExport(deps, id, (now) => ({
      ...now,
      ...made,
      state: 'done',
      done: now.total,
      endedAt,
      expiresAt: endedAt + keptMs,
    }));
    if (!ended) throw new Ended();
  } catch (fault) {
    await leaveNothing(deps, id);
    if (fault instanceof Ended) return;
    const problem = fault instanceof PersonGone ? 'person-locked' : 'unexpected';
    const failed = await changeExport(deps, id, (now) => ({ ...now, state: 'failed', problem, endedAt: deps.clock() }));
    // Who removed it while it ran took its key away: that is no fault.
    if (!failed) return;
    await recordEnd(deps, failed);
    if (!(fault instanceof PersonGone)) throw fault;
    return;
  }
  // Beyond the part that takes the file back: should this fail, it is recorded at the next start.
  await recordEnd(deps, ended);
}

async function recordEnd(deps: ExportRunnerDeps, { id, person, state, size, sha256 }: Export): Promise<void> {
  await deps.audit.record({
    chain: 'company',
    actor: { kind: 'system' },
    act: 'export-ended',
    subject: person ?? id,
    detail: { export: id, state, size, sha256 },
  });
}

/** A crash may have come between an end and its entry, or before a removed file was off the disk. */
async function finishEnds(deps: ExportRunnerDeps): Promise<void> {
  const ended = everyPage((after) =>
    deps.records.find(exportFiles, {
      index: 'byState',
      equals: { state: ['done', 'failed', 'removed'] as const },
      range: { from: deps.clock() - 2 * keptMs },
      limit: 100,
      ...after,
    }),
  );
  for await (const { doc } of ended) {
    if (doc.state === 'removed') {
      await leaveNothing(deps, doc.id);
      continue;
    }
    const told = await deps.records.find(auditEntries, {
      index: 'bySubject',
      equals: { subject: doc.person ?? doc.id },
      range: { from: doc.createdAt },
      limit: 1000,
    });
    const isRecorded = told.items.some(
      (entry) => entry.doc.act === 'export-ended' && entry.doc.detail['export'] === doc.id,
    );
    if (!isRecorded) await recordEnd(deps, doc);
  }
}

/** What an interrupted run wrote opens nowhere, and need not lie about. */
async function leaveNothing(deps: Pick<ExportRunnerDeps, 'blobs'>, id: ExportId): Promise<void> {
  for (const part of [exportBlob(id), ...spoolBlobs(id)]) await deps.blobs.remove(part);
}

async function removeOld(deps: ExportRunnerDeps): Promise<void> {
  const old = everyPage((after) =>
    deps.records.find(exportFiles, {
      index: 'byExpiry',
      equals: { state: 'done' },
      range: { from: 0, before: deps.clock() },
      limit: 100,
      ...after,
    }),
  );
  for (const { doc } of await Array.fromAsync(old)) await removeExport(deps, { kind: 'system' }, doc.id);
}
