/** Runs imports one after the other, and goes on with those that a stop or crash interrupted. */
import type { ChatSource } from '@atalaia/connector';
import { type Import, type ImportId, imports, type Media } from '@atalaia/storage';
import { tallyConversation } from '../conversation/tally.ts';
import { everyPage } from '../every-page.ts';
import { openTurns } from '../turns.ts';
import { refuseImport } from './end.ts';
import { openRequest } from './request.ts';
import { type RunDeps, runImport } from './run.ts';
import { stagedSource } from './staged-file.ts';

export interface ImportRunner extends AsyncDisposable {
  /** Runs a begun import on this file when its turn comes; undefined if the program stopped before its end. */
  run(id: ImportId, source: ChatSource): Promise<Import | undefined>;
  /** Runs an uploaded import in the background. */
  start(id: ImportId): void;
  /** At start: uploaded imports go on; those whose file is not here are refused with a sentence that says so. */
  resume(): Promise<void>;
}

export type RunnerDeps = RunDeps & {
  readonly media: Media;
  /** Told when an import failed for a reason that is not the file's. */
  readonly reportFault: (fault: unknown) => void;
};

export function openImports(deps: RunnerDeps): ImportRunner {
  const stopping = new AbortController();
  const turns = openTurns();
  const background = new Set<Promise<void>>();

  const run = (id: ImportId, source: ChatSource) =>
    turns.inTurn('import', async () => {
      if (stopping.signal.aborted) return undefined;
      try {
        return await runImport(deps, id, source, stopping.signal);
      } catch (fault) {
        const sentence = 'The import stopped because of a fault; try it again: what is stored already is not doubled.';
        await refuseImport(deps, id, { code: 'unexpected', sentence });
        throw fault;
      }
    });

  const runStaged = async (id: ImportId) => {
    const found = await deps.records.get(imports, id);
    if (!found) return;
    const request = await openRequest(deps.vault, id, found.doc.sealedRequest);
    const source = stagedSource(deps.media, found.doc, request);
    if (source) await run(id, source);
    else await refuseInterrupted(deps, found.doc);
  };

  const start = (id: ImportId) => {
    const running = runStaged(id)
      .catch(deps.reportFault)
      .finally(() => background.delete(running));
    background.add(running);
  };

  return {
    run,
    start,
    async resume() {
      const unfinished = everyPage((after) =>
        deps.records.find(imports, {
          index: 'byState',
          equals: { state: ['waiting', 'running'] },
          limit: 100,
          ...after,
        }),
      );
      for (const { doc } of await Array.fromAsync(unfinished)) start(doc.id);
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
  await refuseImport(deps, begun.id, { code: 'interrupted', sentence });
  if (begun.conversation !== null) await tallyConversation(deps, begun.conversation);
}
