/** Keeps the trail complete while the program runs: batches captured messages and takes checkpoints, hourly and at the end. */
import { type Checkpoint, checkpoints, numbers } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { type BatchMessages, batchMessages } from './batch.ts';
import { copyOut, type TakeCheckpoint, takeCheckpoint } from './checkpoint.ts';
import { readHeads } from './head.ts';

export type KeepTrail = BatchMessages &
  TakeCheckpoint & {
    /** Told when a round failed (a full disk, say); the next round tries again. */
    readonly reportFault: (fault: unknown) => void;
  };

export interface KeptTrail extends AsyncDisposable {
  /** Batches what was captured, and takes a checkpoint if one is due. For tests and the end of an import; runs by itself besides. */
  round(): Promise<void>;
}

const roundMs = 60_000;
const checkpointMs = 60 * 60_000;
const checkpointEntries = 1000;

/** Starts the rounds. Disposing does a last one and takes a last checkpoint. */
export function keepTrail(deps: KeepTrail): KeptTrail {
  let running: Promise<void> = Promise.resolve();
  const next = (last: boolean): Promise<void> => {
    running = running.then(() => oneRound(deps, last)).catch(deps.reportFault);
    return running;
  };
  const timer = setInterval(() => void next(false), roundMs);
  timer.unref();
  return {
    round: () => next(false),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await next(true);
    },
  };
}

async function oneRound(deps: KeepTrail, last: boolean): Promise<void> {
  for await (const { doc } of everyPage((after) =>
    deps.records.find(numbers, { index: 'byCreation', limit: 200, ...after }),
  )) {
    await batchMessages(deps, doc.id);
  }
  const page = await deps.records.find(checkpoints, { index: 'byTime', order: 'descending', limit: 1 });
  const latest = page.items[0]?.doc;
  if (await isDue(deps, latest, last)) await takeCheckpoint(deps);
  // Its folder may have failed when it was taken; it covers all that those before it did.
  else if (latest !== undefined) await copyOut(deps, latest);
}

async function isDue(deps: TakeCheckpoint, latest: Checkpoint | undefined, last: boolean): Promise<boolean> {
  const covered = latest?.heads.reduce((sum, head) => sum + head.sequence + 1, 0) ?? 0;
  let entries = 0;
  for (const head of (await readHeads(deps.records)).values()) entries += head.sequence + 1;
  if (entries === covered) return false;
  return last || entries - covered >= checkpointEntries || deps.clock() - (latest?.at ?? 0) >= checkpointMs;
}
