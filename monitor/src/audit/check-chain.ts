/** Checks one audit chain from its first entry: hashes, links, sealed reasons, and the messages its batches cover. */
import { hash } from 'node:crypto';
import { type AuditEntry, auditEntries, messages, type NumberId, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { type BatchDetail, batchDetail } from './batch.ts';
import { beforeFirst, entryHash, entryId, type Head } from './entry.ts';
import { leafOf, merkleRoot } from './merkle.ts';

export type CheckedChain =
  | { readonly kind: 'intact'; readonly entries: number; readonly messages: number }
  | { readonly kind: 'broken'; readonly problem: string };

/** Walks the chain in pages; stops at the first entry that is wrong and names it. */
export async function checkChain(
  deps: { readonly records: Pick<Records, 'find'> },
  chain: string,
): Promise<CheckedChain> {
  let previous: Head = beforeFirst;
  let covered = 0;
  let counted = 0;
  const entries = everyPage((after) =>
    deps.records.find(auditEntries, { index: 'byChain', equals: { chain }, limit: 200, ...after }),
  );
  for await (const { doc: entry } of entries) {
    const wrong = wrongWithEntry(entry, previous, chain);
    if (wrong) return broken(chain, previous.sequence + 1, wrong);
    if (entry.act === 'messages-captured') {
      const batch = batchDetail.safeParse(entry.detail);
      if (!batch.success || batch.data.from !== covered) {
        return broken(chain, entry.sequence, 'it does not go on where the batch of messages before it ended');
      }
      const problem = await wrongWithBatch(deps, chain as NumberId, batch.data);
      if (problem) return broken(chain, entry.sequence, problem);
      covered = batch.data.to;
      counted += batch.data.count;
    }
    previous = entry;
  }
  return { kind: 'intact', entries: previous.sequence + 1, messages: counted };
}

function wrongWithEntry(entry: AuditEntry, previous: Head, chain: string): string | undefined {
  const sequence = previous.sequence + 1;
  if (entry.sequence !== sequence || entry.id !== entryId(chain, sequence)) return 'it is missing';
  if (entry.previous !== previous.hash) return 'it does not follow the entry before it';
  if (entry.hash !== entryHash(entry)) return 'it was changed after it was written';
  // A reason may have gone with an erasure; one that is there must be the one that was given.
  if (entry.sealedReason && hash('sha256', entry.sealedReason, 'hex') !== entry.reasonHash) {
    return 'its reason is not the one that was given';
  }
  return undefined;
}

async function wrongWithBatch(
  deps: { readonly records: Pick<Records, 'find'> },
  number: NumberId,
  batch: BatchDetail,
): Promise<string | undefined> {
  const leaves: Buffer[] = [];
  const covered = everyPage((after) =>
    deps.records.find(messages, {
      index: 'bySequence',
      equals: { number },
      range: { from: batch.from, before: batch.to },
      limit: 200,
      ...after,
    }),
  );
  for await (const { doc } of covered) leaves.push(leafOf(doc));
  if (leaves.length !== batch.count) {
    return `it covers ${batch.count} messages, but the archive holds ${leaves.length} in their place`;
  }
  return merkleRoot(leaves) === batch.root ? undefined : 'a message that it covers was changed or exchanged';
}

function broken(chain: string, sequence: number, what: string): CheckedChain {
  const name = chain === 'company' ? 'of the company' : `of number ${chain}`;
  return { kind: 'broken', problem: `Audit chain ${name}, entry ${sequence}: ${what}.` };
}
