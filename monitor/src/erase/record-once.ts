/** Records a step of an erasure in the trail; a step that is begun again after a crash is not recorded twice. */
import { auditEntries, type Erasure, type Records } from '@atalaia/storage';
import type { Act, Audit } from '../audit/audit.ts';

export interface RecordOnce {
  readonly records: Pick<Records, 'find'>;
  readonly audit: Audit;
}

/** Durable when it resolves. The program acts here: whoever confirmed stands in the entry of the confirmation. */
export async function recordOnce(
  deps: RecordOnce,
  { id }: Pick<Erasure, 'id'>,
  act: Act['act'],
  detail: NonNullable<Act['detail']>,
): Promise<void> {
  if (await isRecorded(deps, { id }, act)) return;
  await deps.audit.record({ chain: 'company', actor: { kind: 'system' }, act, subject: id, detail });
}

/** Whether this step stands in the trail. */
export async function isRecorded(
  deps: Pick<RecordOnce, 'records'>,
  { id }: Pick<Erasure, 'id'>,
  act: Act['act'],
): Promise<boolean> {
  const recorded = await deps.records.find(auditEntries, { index: 'bySubject', equals: { subject: id }, limit: 100 });
  return recorded.items.some(({ doc }) => doc.act === act);
}
