/** The audit trail at work: appends each act to its hash chain, durably, in the order of the calls. */
import { type AuditEntry, auditEntries, type Clock, type Records } from '@atalaia/storage';
import type { Act, Audit } from './audit.ts';
import { type Head, nextEntry } from './entry.ts';
import { chainNames } from './head.ts';
import { batchSize, mendedHead } from './mend-tail.ts';

export interface OpenAudit {
  readonly records: Pick<Records, 'insert' | 'find' | 'remove' | 'count'>;
  readonly clock: Clock;
}

/** How often an append is tried again after another writer was quicker. */
const tries = 5;

/**
 * Opens the trail. Each chain has one queue: acts recorded while others are on their way to the disk go together in
 * the next batch. First it takes off what an interrupted batch left. Disposing waits for what was recorded.
 */
export async function openAudit(deps: OpenAudit): Promise<Audit & AsyncDisposable> {
  for (const chain of await chainNames(deps.records)) await mendedHead(deps, chain);
  const chains = new Map<string, Chain>();
  return {
    record(act) {
      const chain = chains.get(act.chain) ?? openChain(deps, act.chain);
      chains.set(act.chain, chain);
      return chain.append(act);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...chains.values()].map((chain) => chain.idle()));
    },
  };
}

interface Chain {
  append(act: Act): Promise<void>;
  idle(): Promise<void>;
}

interface Waiting {
  readonly act: Act;
  readonly settled: PromiseWithResolvers<void>;
  tries: number;
}

function openChain(deps: OpenAudit, name: string): Chain {
  const waiting: Waiting[] = [];
  let head: Head | undefined;
  let draining: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, batchSize);
      try {
        head ??= await mendedHead(deps, name);
        const written = await appendAll(deps, head, batch);
        head = written.head;
        // Another writer was quicker: read the chain again and append after its entry.
        if (written.left.length > 0) {
          head = undefined;
          waiting.unshift(...triedAgain(written.left));
        }
      } catch (fault) {
        head = undefined;
        for (const { settled } of batch) settled.reject(fault);
      }
    }
    draining = undefined;
  }

  return {
    append(act) {
      const settled = Promise.withResolvers<void>();
      waiting.push({ act, settled, tries: 0 });
      draining ??= drain();
      return settled.promise;
    },
    async idle() {
      await draining;
    },
  };
}

/**
 * Inserts the entries of a batch together and settles those that are on the chain. Answers those that were not
 * because another writer holds their place. @throws the storage fault if there was one; nothing after it stays.
 */
async function appendAll(deps: OpenAudit, head: Head, batch: readonly Waiting[]) {
  const entries: AuditEntry[] = [];
  let last = head;
  for (const { act } of batch) {
    const entry = nextEntry(last, act, deps.clock());
    entries.push(entry);
    last = entry;
  }
  const outcomes = await Promise.allSettled(entries.map((entry) => deps.records.insert(auditEntries, entry)));
  const missed = outcomes.findIndex((outcome) => outcome.status === 'rejected' || outcome.value === 'duplicate');
  const kept = missed === -1 ? batch.length : missed;
  for (const { settled } of batch.slice(0, kept)) settled.resolve();
  if (missed === -1) return { head: last, left: [] };
  // Nobody was told of the entries after the one that failed: they go, so that no gap stays. If this is interrupted,
  // mendedHead does it before anything else is appended.
  for (const [index, outcome] of outcomes.entries()) {
    const entry = entries[index];
    if (index > missed && entry && outcome.status === 'fulfilled' && outcome.value === 'inserted') {
      await deps.records.remove(auditEntries, entry.id);
    }
  }
  const outcome = outcomes[missed];
  if (outcome?.status === 'rejected') throw outcome.reason;
  return { head: last, left: batch.slice(kept) };
}

function triedAgain(left: readonly Waiting[]): Waiting[] {
  return left.filter((one) => {
    one.tries += 1;
    if (one.tries < tries) return true;
    one.settled.reject(new Error('The audit trail has another writer that does not let go.'));
    return false;
  });
}
