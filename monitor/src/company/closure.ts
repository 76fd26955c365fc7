/** Whether the account may be closed: everything exported, nobody waiting for an answer, no legal hold, no number linked. */

import { auditEntries, type Clock, exportFiles, messages, numbers, type Records, requests } from '@atalaia/storage';
import type { z } from 'zod';
import type { Authorized } from '../access/permissions.ts';
import type { closureView } from '../api/rights-views.ts';
import { everyPage } from '../every-page.ts';
import { activeHolds, stands } from '../hold/active.ts';

export type Closure = z.infer<typeof closureView>;

export interface ReadClosure {
  readonly records: Pick<Records, 'find' | 'count'>;
  readonly clock: Clock;
}

/** `missing`: what must be done before, in the order in which a screen lists it. */
export async function readClosure(deps: ReadClosure, _authorized: Authorized<'company:close'>): Promise<Closure> {
  const missing: Closure['missing'] = [];
  if (!(await lastCompanyExport(deps))) missing.push('export');
  if ((await activeHolds(deps)).some((hold) => stands(hold, deps.clock()))) missing.push('holds');
  const open = await deps.records.count(requests, { index: 'byState', equals: { state: 'open' } });
  if ((open.get('all') ?? 0) > 0) missing.push('requests');
  if (await isAnyLinked(deps)) missing.push('numbers-linked');
  return { state: 'open', missing };
}

/** The newest that is still kept, was downloaded, and lacks no message: what was captured since would be lost with the rest. */
export async function lastCompanyExport(
  deps: Pick<ReadClosure, 'records'>,
): Promise<{ readonly id: string; readonly sha256: string | null } | undefined> {
  const kept = (await deps.records.count(messages, { index: 'bySequence' })).get('all') ?? 0;
  const every = everyPage((after) =>
    deps.records.find(exportFiles, {
      index: 'byPerson',
      equals: { person: null },
      order: 'descending',
      limit: 100,
      ...after,
    }),
  );
  for await (const { doc } of every) {
    if (doc.state !== 'done') continue;
    return doc.total >= kept && (await wasDownloaded(deps, doc.id)) ? { id: doc.id, sha256: doc.sha256 } : undefined;
  }
  return undefined;
}

async function wasDownloaded({ records }: Pick<ReadClosure, 'records'>, id: string): Promise<boolean> {
  const about = everyPage((after) =>
    records.find(auditEntries, { index: 'bySubject', equals: { subject: id }, limit: 100, ...after }),
  );
  for await (const { doc } of about) if (doc.act === 'export-downloaded') return true;
  return false;
}

async function isAnyLinked({ records }: Pick<ReadClosure, 'records'>): Promise<boolean> {
  const every = everyPage((after) => records.find(numbers, { index: 'byCreation', limit: 100, ...after }));
  for await (const { doc } of every) {
    if (doc.link && doc.link.kind !== 'unlinked' && doc.link.kind !== 'stopped') return true;
  }
  return false;
}
