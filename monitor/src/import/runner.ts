/** Runs imports one after the other, and goes on with those that a stop or crash interrupted. */

import { setTimeout as wait } from 'node:timers/promises';
import type { ChatSource } from '@atalaia/connector';
import { type Import, type ImportId, imports, type Media } from '@atalaia/storage';
import { tallyConversation } from '../conversation/tally.ts';
import { everyPage } from '../every-page.ts';
import { openTurns } from '../turns.ts';
import { type Refusal, refuseImport, removeStaged } from './end.ts';
import { openRequest } from './request.ts';
import { type RunDeps, runImport } from './run.ts';
import { stagedSource } from './staged-file.ts';

export interface ImportRunner extends AsyncDisposable {
  /** Runs a begun import on this file when its turn comes; undefined if the program stopped before its end. */
  run(id: ImportId, source: ChatSource): Promise<Import | undefined>;
  /** Runs an uploaded import in the background. */
  start(id: ImportId): void;
  /** At start: uploaded imports go on; those whose file is not here are refused with a sentence that says so; removes uploads that ended imports left. */
  resume(): Promise<void>;
}

export type RunnerDeps = RunDeps & {
  readonly media: Media;
  /** Told when an import failed for a reason that is not the file's. */
  readonly reportFault: (fault: unknown) => void;
};

/** How long to wait before an uploaded import that a fault stopped is tried again. */
const pausesMs = [1000, 10_000, 60_000];

const stoppedByFault: Refusal = {
  code: 'unexpected',
  sentence: 'The import stopped because of a fault; try it again: what is stored already is not doubled.',
};

export function openImports(deps: RunnerDeps): ImportRunner {
  const stopping = new AbortController();
  const turns = openTurns();
  const background = new Set<Promise<void>>();

  const run = (id: ImportId, source: ChatSource) =>
    turns.inTurn('import', async () =>
      stopping.signal.aborted ? undefined : runImport(deps, id, source, stopping.signal),
    );

  const runStaged = async (id: ImportId) => {
    const found = await deps.records.get(imports, id);
    if (!found || found.doc.endedAt !== null) return;
    const request = await openRequest(deps.vault, id, found.doc.sealedRequest);
    const source = stagedSource(deps.media, found.doc, request);
    if (source) await run(id, source);
    else await refuseInterrupted(deps, found.doc);
  };

  const withoutFault = (id: ImportId) =>
    runStaged(id).then(
      () => true,
      (fault: unknown) => {
        deps.reportFault(fault);
        return false;
      },
    );

  /** The sealed file stays while it is tried again: a fault of the disk may pass. */
  const untilDone = async (id: ImportId) => {
    for (const pause of pausesMs) {
      if (await withoutFault(id)) return;
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    if (!(await withoutFault(id))) await refuseImport(deps, id, stoppedByFault);
  };

  const start = (id: ImportId) => {
    const running = untilDone(id)
      .catch(deps.reportFault)
      .finally(() => background.delete(running));
    background.add(running);
  };

  const inState = (...state: readonly Import['state'][]) =>
    everyPage((after) => deps.records.find(imports, { index: 'byState', equals: { state }, limit: 100, ...after }));

  return {
    async run(id, source) {
      try {
        return await run(id, source);
      } catch (fault) {
        await refuseImport(deps, id, stoppedByFault).catch(deps.reportFault);
        throw fault;
      }
    },
    start,
    async resume() {
      for await (const { doc } of inState('done', 'refused')) if (doc.staged !== null) await removeStaged(deps, doc);
      for (const { doc } of await Array.fromAsync(inState('waiting', 'running'))) start(doc.id);
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await turns.inTurn('import', async () => undefined);
      await Promise.all(background);
    },
  };
}

/** Its file was read in place, or never came: only the importer can give it again. */
async function refuseInterrupted(deps: RunDeps, begun: Import): Promise<void> {
  const sentence =
    'The program was stopped during this import; run it again with the same file: what is stored already is not doubled.';
  if (begun.conversation !== null) await tallyConversation(deps, begun.conversation);
  await refuseImport(deps, begun.id, { code: 'interrupted', sentence });
}
