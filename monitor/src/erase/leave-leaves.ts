/** Leaves the Merkle leaf of each message in its place, and enters them in the trail, before any of these messages goes. */
import {
  auditEntries,
  type Clock,
  type Erasure,
  type Leaf,
  leaves,
  type Message,
  type NumberId,
  type Records,
} from '@atalaia/storage';
import type { Audit } from '../audit/audit.ts';
import { erasedRoot, erasedSubject, leafId } from '../audit/erased-part.ts';
import { leafOf } from '../audit/merkle.ts';
import { everyPage } from '../every-page.ts';

export interface LeaveLeaves {
  readonly records: Pick<Records, 'find' | 'insert'>;
  readonly audit: Audit;
  readonly clock: Clock;
}

/** A message, and what of it stays in its place; null where it goes. */
export interface Fated {
  readonly message: Message;
  readonly stays: Message | null;
}

/** Durable when it resolves. Messages that have their leaf already are not entered twice. At most 500. */
export async function leaveLeaves(deps: LeaveLeaves, { id }: Erasure, fated: readonly Fated[]): Promise<void> {
  for (const [number, some] of Map.groupBy(fated, ({ message }) => message.number)) {
    const part = await nextPart(deps, id, number);
    const leftAt = deps.clock();
    await Promise.all(some.map((one) => deps.records.insert(leaves, { ...leafFor(id, part, one), leftAt })));
    const left = await leavesOf(deps, id, number, part);
    if (left.length === 0) continue;
    await deps.audit.record({
      chain: number,
      actor: { kind: 'system' },
      act: 'messages-erased',
      subject: erasedSubject(id, number, part),
      detail: { erasure: id, part, count: left.length, root: erasedRoot(left) },
    });
  }
}

function leafFor(erasure: Erasure['id'], part: number, { message, stays }: Fated): Omit<Leaf, 'leftAt'> {
  const { number, sequence } = message;
  return {
    id: leafId(message, erasure),
    number,
    sequence,
    leaf: leafOf(message).toString('hex'),
    stays: stays && leafOf(stays).toString('hex'),
    erasure,
    part,
    ...(message.media && stays?.media === undefined && { file: true as const }),
  };
}

/** The first part that is not in the trail yet; leaves that a crash left without their entry belong to it. */
async function nextPart(deps: LeaveLeaves, erasure: Erasure['id'], number: NumberId): Promise<number> {
  const isRecorded = async (part: number) => {
    const subject = erasedSubject(erasure, number, part);
    const recorded = await deps.records.find(auditEntries, { index: 'bySubject', equals: { subject }, limit: 1 });
    return recorded.items.length > 0;
  };
  // Parts have no gaps, and a million messages have thousands: looked for in ever larger steps, then by halves.
  let beyond = 1;
  while (await isRecorded(beyond - 1)) beyond *= 2;
  let low = Math.floor(beyond / 2);
  let high = beyond - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await isRecorded(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** In the order of capture. */
async function leavesOf(
  deps: Pick<LeaveLeaves, 'records'>,
  erasure: Erasure['id'],
  number: NumberId,
  part: number,
): Promise<readonly Leaf[]> {
  const found: Leaf[] = [];
  const every = everyPage((after) =>
    deps.records.find(leaves, { index: 'byErasure', equals: { erasure, number, part }, limit: 500, ...after }),
  );
  for await (const { doc } of every) found.push(doc);
  return found;
}
