/** Checks the leaves that erasures left against the trail: each belongs to an entry that says how many went, and their root. */
import {
  type AuditEntry,
  type ErasureId,
  type Leaf,
  leaves,
  messages,
  type NumberId,
  type Records,
} from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { erasedDetail, erasedRoot, erasedSubject } from './erased-part.ts';
import { leafOf } from './merkle.ts';

export interface CheckLeaves {
  readonly records: Pick<Records, 'find' | 'count'>;
}

/** Subjects of entries `messages-erased` of a number, each with how many leaves it covers. */
export type ErasedParts = ReadonlyMap<string, number>;

/** What is wrong with an entry `messages-erased` of the number, in one sentence; how many leaves it covers if nothing is. */
export async function checkErasedPart(
  deps: CheckLeaves,
  number: NumberId,
  entry: AuditEntry,
): Promise<string | { readonly subject: string; readonly count: number }> {
  const read = erasedDetail.safeParse(entry.detail);
  if (!read.success) return 'it does not say what was erased';
  const { erasure, part, count, root } = read.data;
  const subject = erasedSubject(erasure as ErasureId, number, part);
  if (entry.subject !== subject) return 'it is not about what it says';
  const left: Leaf[] = [];
  const every = everyPage((after) =>
    deps.records.find(leaves, {
      index: 'byErasure',
      equals: { erasure: erasure as ErasureId, number, part },
      limit: 500,
      ...after,
    }),
  );
  for await (const { doc } of every) {
    left.push(doc);
    if (left.length > count) break;
  }
  if (left.length !== count) {
    const held = left.length > count ? 'more' : left.length;
    return `it says that ${count} messages were erased, but ${held} leaves stand in their place`;
  }
  return erasedRoot(left) === root ? { subject, count } : 'a leaf that it covers was changed or exchanged';
}

/** Leaves of no entry: an erasure may have left them a moment ago, then their messages still stand. `parts` by number. */
export async function wrongWithLeaves(
  deps: CheckLeaves,
  parts: ReadonlyMap<string, ErasedParts>,
): Promise<string | undefined> {
  const kept = await deps.records.count(leaves, { index: 'bySequence', by: 'number' });
  for (const [number, all] of kept) {
    const known = parts.get(number) ?? new Map<string, number>();
    let entered = 0;
    for (const count of known.values()) entered += count;
    if (all === entered) continue;
    const every = everyPage((after) =>
      deps.records.find(leaves, {
        index: 'bySequence',
        equals: { number: number as NumberId },
        limit: 200,
        ...after,
      }),
    );
    for await (const { doc } of every) {
      if (known.has(erasedSubject(doc.erasure, doc.number, doc.part)) || (await stillStands(deps, doc))) continue;
      return `Number ${number}: a message is missing at ${doc.sequence}, and no entry of the audit trail says that it was erased.`;
    }
  }
  return undefined;
}

async function stillStands(deps: Pick<CheckLeaves, 'records'>, { number, sequence, leaf }: Leaf): Promise<boolean> {
  const page = await deps.records.find(messages, {
    index: 'bySequence',
    equals: { number },
    range: { from: sequence, before: sequence + 1 },
    limit: 10,
  });
  return page.items.some(({ doc }) => leafOf(doc).toString('hex') === leaf);
}
