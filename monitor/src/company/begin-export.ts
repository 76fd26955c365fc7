/** Begins the export of the whole company's data. Recorded before anything is opened. */
import {
  type Clock,
  type Export,
  type ExportId,
  exportFiles,
  type Language,
  messages,
  type NewId,
  type Records,
} from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { erasuresUnderWay } from '../erase/not-ended.ts';
import type { ExportRunner } from '../export/runner.ts';
import { waitingExport } from '../export/waiting.ts';
import { Problem } from '../problem.ts';

export interface BeginCompanyExport {
  readonly records: Pick<Records, 'find' | 'count' | 'insert'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly exports: Pick<ExportRunner, 'start'>;
}

/** @throws Problem `person-locked` while somebody is being erased: nothing of theirs may leave any more */
export async function beginCompanyExport(
  deps: BeginCompanyExport,
  { actor }: Authorized<'company:export'>,
  { language }: { readonly language: Language },
): Promise<Export> {
  if (!(await erasuresUnderWay(deps).next()).done) {
    throw new Problem('person-locked', 'Somebody is being erased: wait until that has ended.');
  }
  const counted = await deps.records.count(messages, { index: 'bySequence' });
  const id = deps.newId() as ExportId;
  const made = waitingExport({
    id,
    person: null,
    language,
    since: null,
    request: null,
    by: actorRef(actor),
    total: counted.get('all') ?? 0,
    createdAt: deps.clock(),
  });
  await deps.audit.record({ chain: 'company', actor, act: 'company-exported', subject: id });
  await deps.records.insert(exportFiles, made);
  deps.exports.start(id);
  return made;
}
