/** Puts captured messages into the audit trail: one Merkle root for each batch of a number's messages, in capture order. */
import { auditEntries, type Clock, type NumberId, type Records } from '@atalaia/storage';
import { z } from 'zod';
import { followedTo, keepFollowedTo } from '../capture-order.ts';
import type { Audit } from './audit.ts';
import { merkleRoot } from './merkle.ts';
import { settledPlaces } from './places.ts';

export interface BatchMessages {
  readonly records: Pick<Records, 'find' | 'get' | 'insert' | 'replace'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** What an entry `messages-captured` says: the sequences [from, to) of its number, how many messages were captured in them, their root. */
export const batchDetail = z.object({
  from: z.int().min(0),
  to: z.int().min(1),
  count: z.int().min(1),
  root: z.string().regex(/^[0-9a-f]{64}$/),
});
export type BatchDetail = z.infer<typeof batchDetail>;

/** The most messages that one entry covers. */
const batchSize = 500;

/** Covers every message of the number that is not yet covered; answers how many were. Run it again after a crash: it resumes. */
export async function batchMessages(deps: BatchMessages, number: NumberId): Promise<number> {
  let covered = 0;
  for (;;) {
    const from = await nextUncovered(deps, number);
    const batch = await settledPlaces(deps, number, from, batchSize);
    const last = batch.at(-1);
    if (!last) return covered;
    const root = merkleRoot(batch.map(({ leaf }) => leaf));
    const detail = { from, to: last.sequence + 1, count: batch.length, root };
    await deps.audit.record({
      chain: number,
      actor: { kind: 'system' },
      act: 'messages-captured',
      subject: batchSubject(number, from),
      detail,
    });
    await keepFollowedTo(deps, 'batch', number, detail.to);
    covered += batch.length;
  }
}

/** The subject of a batch's entry, so that a batch recorded just before a crash is found again. */
function batchSubject(number: NumberId, from: number): string {
  return `${number}.messages.${from}`;
}

async function nextUncovered(deps: BatchMessages, number: NumberId): Promise<number> {
  let from = await followedTo(deps, 'batch', number);
  for (;;) {
    const subject = batchSubject(number, from);
    const recorded = await deps.records.find(auditEntries, { index: 'bySubject', equals: { subject }, limit: 1 });
    const entry = recorded.items[0]?.doc;
    if (!entry) return from;
    from = batchDetail.parse(entry.detail).to;
    await keepFollowedTo(deps, 'batch', number, from);
  }
}
