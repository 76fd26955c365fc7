/**
 * Takes off what a failing disk left after a gap at the end of a chain: entries written beside one that failed. Nobody
 * was told that they stand, and with them the chain could never be verified again.
 */
import { type AuditEntry, auditEntries, type Clock, checkpoints, type Records } from '@atalaia/storage';
import { beforeFirst, type Head, nextEntry } from './entry.ts';

/** How many entries of one chain are on their way to the disk at most, so how many can stand after a gap. */
export const batchSize = 256;

/**
 * Where the chain stands, after such a tail was taken off and that was recorded. A gap further back, or one that a
 * checkpoint has signed over, has another cause: it is left for verifying to name.
 */
export async function mendedHead(
  deps: { readonly records: Pick<Records, 'find' | 'insert' | 'remove'>; readonly clock: Clock },
  chain: string,
): Promise<Head> {
  const page = await deps.records.find(auditEntries, {
    index: 'byChain',
    equals: { chain },
    order: 'descending',
    limit: batchSize + 1,
  });
  const last = page.items[0]?.doc ?? beforeFirst;
  const entries = page.items.map(({ doc }) => doc).toReversed();
  const before = page.next === undefined ? beforeFirst : entries.shift();
  const gap = entries.findIndex((entry, at) => !follows(entry, entries[at - 1] ?? before));
  const sound = entries[gap - 1] ?? before;
  if (gap === -1 || !sound || (await signedBeyond(deps.records, chain, sound))) return last;
  const tail = entries.slice(gap);
  for (const { id } of tail.toReversed()) await deps.records.remove(auditEntries, id);
  const detail = { after: sound.sequence, removed: tail.length };
  const mended = nextEntry(
    sound,
    { chain, actor: { kind: 'system' }, act: 'trail-mended', subject: null, detail },
    deps.clock(),
  );
  await deps.records.insert(auditEntries, mended);
  return mended;
}

function follows(entry: AuditEntry, before: Head | undefined): boolean {
  return before !== undefined && entry.sequence === before.sequence + 1 && entry.previous === before.hash;
}

async function signedBeyond(records: Pick<Records, 'find'>, chain: string, sound: Head): Promise<boolean> {
  const newest = await records.find(checkpoints, { index: 'byTime', order: 'descending', limit: 1 });
  const head = newest.items[0]?.doc.heads.find((one) => one.chain === chain);
  return head !== undefined && head.sequence > sound.sequence;
}
