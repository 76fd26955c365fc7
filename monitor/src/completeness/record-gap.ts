/** Keeps the times in which a number did not hear WhatsApp. */
import type { Recorded } from '@atalaia/connector';
import { type BlindIndexer, type Gap, gaps, type NumberId, type Records } from '@atalaia/storage';

export interface RecordGap {
  readonly records: Pick<Records, 'get' | 'insert' | 'replace'>;
  readonly blind: BlindIndexer;
}

/** Told when it begins, when its reason changes, and when it has ended. An ended one stays as it is. */
export async function recordGap(
  deps: RecordGap,
  number: NumberId,
  event: Extract<Recorded, { kind: 'gap' }>,
): Promise<void> {
  const { from, to, reason } = event;
  const gap: Gap = { id: deps.blind.of('number', 'gap', number, event.id), number, from, to, reason };
  for (;;) {
    if ((await deps.records.insert(gaps, gap)) === 'inserted') return;
    const found = await deps.records.get(gaps, gap.id);
    if (found?.doc.to !== null || (to === null && found.doc.reason === reason)) return;
    if ((await deps.records.replace(gaps, found.version, gap)) === 'replaced') return;
  }
}
