/** Checks one audit chain from its first entry: hashes, links, sealed reasons, and the messages and alerts it names. */
import { hash } from 'node:crypto';
import { type AuditEntry, alerts, auditEntries, type NumberId, type Records } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { batchDetail } from './batch.ts';
import { checkErasedPart, type ErasedEntry, type ErasedParts } from './check-leaves.ts';
import { checkPlaces } from './check-places.ts';
import type { Covered } from './count-uncovered.ts';
import { beforeFirst, entryHash, entryId, type Head } from './entry.ts';

export type CheckedChain =
  | {
      readonly kind: 'intact';
      readonly entries: number;
      readonly covered: Covered;
      readonly erased: ErasedParts;
      /** Erasures that it confirms, and does not say to have been undone. */
      readonly confirmed: ReadonlySet<string>;
    }
  | { readonly kind: 'broken'; readonly problem: string };

export interface CheckChain {
  readonly records: Pick<Records, 'find' | 'get' | 'count'>;
}

/** Walks the chain in pages; stops at the first entry that is wrong and names it. */
export async function checkChain(deps: CheckChain, chain: string): Promise<CheckedChain> {
  let previous: Head = beforeFirst;
  let covered = 0;
  let counted = 0;
  const erased = new Map<string, ErasedEntry>();
  const confirmed = new Set<string>();
  // Small pages: each entry is looked up once more, and other work gets its turn between pages.
  const every = everyPage((after) =>
    deps.records.find(auditEntries, { index: 'byChain', equals: { chain }, limit: 25, ...after }),
  );
  for await (const { doc: entry } of every) {
    const wrong = wrongWithEntry(entry, previous, chain);
    if (wrong) return broken(chain, previous.sequence + 1, wrong);
    const unseen = await wrongAround(deps, entry);
    if (unseen) return broken(chain, entry.sequence, unseen);
    if (entry.act === 'messages-captured') {
      const batch = batchDetail.safeParse(entry.detail);
      if (!batch.success || batch.data.from !== covered) {
        return broken(chain, entry.sequence, 'it does not go on where the batch of messages before it ended');
      }
      const places = await checkPlaces(deps, chain as NumberId, batch.data);
      if (places.kind === 'wrong') return broken(chain, entry.sequence, places.what);
      covered = batch.data.to;
      counted += places.standing;
    }
    if (entry.act === 'messages-erased') {
      const part = await checkErasedPart(deps, chain as NumberId, entry);
      if (typeof part === 'string') return broken(chain, entry.sequence, part);
      erased.set(part.subject, part);
    }
    if (entry.act === 'erasure-confirmed') confirmed.add(String(entry.detail['erasure']));
    if (entry.act === 'erasure-undone' && entry.subject !== null) confirmed.delete(entry.subject);
    previous = entry;
  }
  const entries = previous.sequence + 1;
  return { kind: 'intact', entries, covered: { to: covered, messages: counted }, erased, confirmed };
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

/** What people read is found by subject and time: the entry must stand there, and the alert it is about must exist. */
async function wrongAround({ records }: CheckChain, { id, act, subject, at }: AuditEntry): Promise<string | undefined> {
  const beside = everyPage((after) =>
    records.find(auditEntries, {
      index: 'bySubject',
      equals: { subject },
      range: { from: at, before: at + 1 },
      limit: 200,
      ...after,
    }),
  );
  let listed = false;
  for await (const { doc } of beside) {
    listed = doc.id === id;
    if (listed) break;
  }
  if (!listed) return 'it is not listed under its subject and time';
  if ((act === 'alert-raised' || act === 'alert-decided') && !(await records.get(alerts, subject ?? ''))) {
    return 'the alert that it names is missing';
  }
  return undefined;
}

function broken(chain: string, sequence: number, what: string): CheckedChain {
  const name = chain === 'company' ? 'of the company' : `of number ${chain}`;
  return { kind: 'broken', problem: `Audit chain ${name}, entry ${sequence}: ${what}.` };
}
