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

/** One entry `messages-erased`. `count`: how many leaves it covers. */
export interface ErasedEntry {
  readonly subject: string;
  readonly erasure: string;
  readonly count: number;
}
/** Entries `messages-erased` of a number, by subject. */
export type ErasedParts = ReadonlyMap<string, ErasedEntry>;

/** What is wrong with an entry `messages-erased` of the number, in one sentence; what it says if nothing is. */
export async function checkErasedPart(
  deps: CheckLeaves,
  number: NumberId,
  entry: AuditEntry,
): Promise<string | ErasedEntry> {
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
  return erasedRoot(left) === root ? { subject, erasure, count } : 'a leaf that it covers was changed or exchanged';
}

/** Messages go by an erasure that somebody confirmed in the company's chain, and by no other. `parts` by number. */
export function wrongWithErasures(
  parts: ReadonlyMap<string, ErasedParts>,
  confirmed: ReadonlySet<string>,
): string | undefined {
  for (const [number, known] of parts) {
    for (const { erasure, count } of known.values()) {
      if (confirmed.has(erasure)) continue;
      return `Number ${number}: ${count} messages were erased, but no entry of the audit trail confirms that erasure.`;
    }
  }
  return undefined;
}

/** Leaves of no entry: an erasure may have left them a moment ago, then their messages still stand. `parts` by number. */
export async function wrongWithLeaves(
  deps: CheckLeaves,
  parts: ReadonlyMap<string, ErasedParts>,
): Promise<string | undefined> {
  const kept = await deps.records.count(leaves, { index: 'bySequence', by: 'number' });
  for (const [number, all] of kept) {
    const known = parts.get(number) ?? new Map<string, ErasedEntry>();
    let entered = 0;
    for (const { count } of known.values()) entered += count;
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
