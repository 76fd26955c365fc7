/** Shows how far an import has come: in its record and on open screens, at most five times a second. */
import type { ChatCounts } from '@atalaia/connector';
import {
  type Clock,
  type ConversationId,
  type Feed,
  type Import,
  type ImportId,
  imports,
  type Records,
} from '@atalaia/storage';
import { noCounts } from './begin.ts';
import type { TakenIn } from './take-in.ts';

export interface ProgressDeps {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly feed: Pick<Feed, 'publish'>;
  readonly clock: Clock;
}

export interface Progress {
  add(taken: TakenIn): Promise<void>;
  /** Shows the counts as they stand. */
  show(): Promise<void>;
  counts(): Import['counts'];
}

/** Milliseconds between two signs of life. */
const interval = 200;

/** Marks the import as running. `total` is what the whole file holds. */
export async function showProgress(
  deps: ProgressDeps,
  begun: Import,
  total: ChatCounts,
  conversation: ConversationId,
): Promise<Progress> {
  let counts: Import['counts'] = { ...noCounts, ...total };
  let shownAt = Number.NEGATIVE_INFINITY;
  const show = async () => {
    shownAt = deps.clock();
    await changeImport(deps, begun, { state: 'running', conversation, counts });
  };
  await show();
  return {
    show,
    async add(taken) {
      counts = {
        ...counts,
        stored: counts.stored + taken.stored,
        alreadyStored: counts.alreadyStored + taken.alreadyStored,
        withheld: counts.withheld + taken.withheld,
        filesLeft: counts.filesLeft + taken.filesLeft,
        alerts: counts.alerts + taken.alerts,
      };
      if (deps.clock() - shownAt >= interval) await show();
    },
    counts: () => counts,
  };
}

/** Entries dealt with. */
export function doneOf(counts: Import['counts']): number {
  return counts.stored + counts.alreadyStored + counts.withheld;
}

/** Writes the change and tells open screens. */
export async function changeImport(
  deps: Pick<ProgressDeps, 'records' | 'feed'>,
  { id }: Pick<Import, 'id'>,
  change: Partial<Import>,
): Promise<Import> {
  const changed = await rewriteImport(deps, id, change);
  const { state, number, counts } = changed;
  const total = counts.entries === 0 ? {} : { total: counts.entries };
  deps.feed.publish({ kind: 'import-progress', id, number, fields: { state, done: doneOf(counts), ...total } });
  return changed;
}

/** Writes the change and tells nobody. */
export async function rewriteImport(
  deps: Pick<ProgressDeps, 'records'>,
  id: ImportId,
  change: Partial<Import>,
): Promise<Import> {
  for (;;) {
    const found = await deps.records.get(imports, id);
    if (!found) throw new Error(`Import ${id} is missing`);
    const changed = { ...found.doc, ...change };
    if ((await deps.records.replace(imports, found.version, changed)) === 'replaced') return changed;
  }
}
