/** Begins the export of the whole company's data. Recorded before anything is opened. */
import {
  type Clock,
  type Export,
  type ExportId,
  erasures,
  exportFiles,
  type Language,
  messages,
  type NewId,
  type Records,
} from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { exportBlob } from '../export/begin.ts';
import type { ExportRunner } from '../export/runner.ts';
import { Problem } from '../problem.ts';

export interface BeginCompanyExport {
  readonly records: Pick<Records, 'count' | 'insert'>;
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
  const underWay = await deps.records.count(erasures, {
    index: 'byState',
    equals: { state: ['confirmed', 'answered', 'shredded'] },
  });
  if ((underWay.get('all') ?? 0) > 0) {
    throw new Problem('person-locked', 'Somebody is being erased: wait until that has ended.');
  }
  const counted = await deps.records.count(messages, { index: 'bySequence' });
  const id = deps.newId() as ExportId;
  const made: Export = {
    id,
    person: null,
    language,
    since: null,
    request: null,
    by: actorRef(actor),
    state: 'waiting',
    problem: null,
    done: 0,
    total: counted.get('all') ?? 0,
    blob: exportBlob(id),
    size: null,
    sha256: null,
    createdAt: deps.clock(),
    endedAt: null,
    expiresAt: null,
  };
  await deps.audit.record({ chain: 'company', actor, act: 'company-exported', subject: id });
  await deps.records.insert(exportFiles, made);
  deps.exports.start(id);
  return made;
}
