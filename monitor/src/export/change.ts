/** Changes an export's document while it is under way, and takes exports off the disk. */
import {
  type Blobs,
  type Export,
  type ExportId,
  exportFiles,
  type Feed,
  type Records,
  type Versioned,
} from '@atalaia/storage';
import type { Actor } from '../access/actor.ts';
import type { Audit } from '../audit/audit.ts';
import { spoolBlobs } from './spool.ts';

export interface ChangeExport {
  readonly records: Pick<Records, 'get' | 'replace'>;
  readonly feed: Pick<Feed, 'publish'>;
}

export interface RemoveExports extends ChangeExport {
  readonly blobs: Pick<Blobs, 'remove'>;
  readonly audit: Audit;
}

/** Neither made nor given up yet. */
export function isUnderWay({ state }: Pick<Export, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

/** As it is then; undefined if it has ended meanwhile, and nothing is changed. */
export async function changeExport(
  deps: ChangeExport,
  id: ExportId,
  to: (now: Export) => Export,
  may: (now: Export) => boolean = isUnderWay,
): Promise<Export | undefined> {
  for (;;) {
    const kept: Versioned<Export> | undefined = await deps.records.get(exportFiles, id);
    if (!kept || !may(kept.doc)) return undefined;
    const changed = to(kept.doc);
    if ((await deps.records.replace(exportFiles, kept.version, changed)) !== 'replaced') continue;
    deps.feed.publish({ kind: 'export-changed', id });
    return changed;
  }
}

/** Ends it if it is under way; its file goes. Recorded first. What is removed already stays so. */
export async function removeExport(deps: RemoveExports, actor: Actor, id: ExportId): Promise<void> {
  const kept = (await deps.records.get(exportFiles, id))?.doc;
  if (!kept || kept.state === 'removed') return;
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'export-removed',
    subject: kept.person ?? id,
    detail: { export: id },
  });
  await changeExport(deps, id, withoutFile, ({ state }) => state !== 'removed');
  for (const blob of [...(kept.blob === null ? [] : [kept.blob]), ...spoolBlobs(id)]) await deps.blobs.remove(blob);
}

function withoutFile({ sealedFileKey: _, ...rest }: Export): Export {
  return { ...rest, state: 'removed', blob: null };
}
