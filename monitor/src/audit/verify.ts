/** Verifies the whole audit trail: every chain, message, alert and checkpoint. */
import { type Checkpoint, checkpoints, type Records } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import { everyPage } from '../every-page.ts';
import type { Audit } from './audit.ts';
import { type CheckAlerts, wrongWithAlerts } from './check-alerts.ts';
import { checkChain } from './check-chain.ts';
import { type CheckCheckpoint, wrongWithCheckpoint } from './check-checkpoint.ts';
import { type ErasedParts, wrongWithErasures, wrongWithLeaves } from './check-leaves.ts';
import { type Covered, countUncovered } from './count-uncovered.ts';
import { readHeads } from './head.ts';

export type VerifyTrail = CheckCheckpoint &
  CheckAlerts & {
    readonly records: Pick<Records, 'find' | 'count' | 'get'>;
    readonly audit: Audit;
  };

export interface TrailVerdict {
  readonly kind: 'intact' | 'broken';
  readonly chains: number;
  readonly entries: number;
  /** Messages that stand, and whose batch is in the trail and matches; erased ones are not counted. */
  readonly messages: number;
  /** Messages newer than the last batch of their number: nothing is proved about them yet. */
  readonly uncovered: number;
  /** Entries that no received checkpoint covers: their origin is not proved. All of them without received ones. */
  readonly unproved: number;
  /** SHA-256 of the public key that signed the checkpoints. */
  readonly fingerprint: string;
  /** The first thing that is wrong, in one sentence. */
  readonly problem: string | null;
}

/**
 * Verifies and records that it did. `received`: checkpoints that the verifier got earlier by another way; without them
 * the verdict speaks of consistency only, not of origin: who holds machine and key could have rewritten everything.
 */
export async function verifyTrail(
  deps: VerifyTrail,
  { actor }: Authorized<'audit:read'>,
  received: readonly Omit<Checkpoint, 'id'>[] = [],
): Promise<TrailVerdict> {
  const verdict = await checkEverything(deps, received);
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'trail-verified',
    subject: null,
    detail: { verdict: verdict.kind, chains: verdict.chains, entries: verdict.entries, received: received.length },
  });
  return verdict;
}

async function checkEverything(deps: VerifyTrail, received: readonly Omit<Checkpoint, 'id'>[]): Promise<TrailVerdict> {
  const sum = { chains: 0, entries: 0, messages: 0, uncovered: 0, unproved: 0, fingerprint: deps.signer.fingerprint };
  const provedTo = headsOf(received);
  const covered = new Map<string, Covered>();
  const erased = new Map<string, ErasedParts>();
  const confirmed = new Set<string>();
  for (const chain of await companyLast(deps)) {
    const checked = await checkChain(deps, chain);
    if (checked.kind === 'broken') return { kind: 'broken', ...sum, problem: checked.problem };
    sum.chains += 1;
    sum.entries += checked.entries;
    sum.unproved += Math.max(0, checked.entries - (provedTo.get(chain) ?? 0));
    sum.messages += checked.covered.messages;
    covered.set(chain, checked.covered);
    erased.set(chain, checked.erased);
    for (const erasure of checked.confirmed) confirmed.add(erasure);
  }
  const rest = await countUncovered(deps, covered);
  if (rest.kind === 'broken') return { kind: 'broken', ...sum, problem: rest.problem };
  sum.uncovered = rest.uncovered;
  const wrongLeaf = wrongWithErasures(erased, confirmed) ?? (await wrongWithLeaves(deps, erased));
  if (wrongLeaf) return { kind: 'broken', ...sum, problem: wrongLeaf };
  const wrongAlert = await wrongWithAlerts(deps);
  if (wrongAlert) return { kind: 'broken', ...sum, problem: wrongAlert };
  for (const checkpoint of received) {
    const problem = await wrongWithCheckpoint(deps, checkpoint);
    if (problem) return { kind: 'broken', ...sum, problem };
  }
  const kept = everyPage((after) => deps.records.find(checkpoints, { index: 'byTime', limit: 200, ...after }));
  for await (const { doc } of kept) {
    const problem = await wrongWithCheckpoint(deps, doc);
    if (problem) return { kind: 'broken', ...sum, problem };
  }
  return { kind: 'intact', ...sum, problem: null };
}

/** What a number's chain says to be erased was confirmed in the company's before: read after, it holds that. */
async function companyLast(deps: VerifyTrail): Promise<readonly string[]> {
  const chains = new Set((await readHeads(deps.records)).keys());
  return chains.delete('company') ? [...chains, 'company'] : [...chains];
}

/** By chain, how many entries the furthest of these checkpoints covers. */
function headsOf(received: readonly Pick<Checkpoint, 'heads'>[]): ReadonlyMap<string, number> {
  const covered = new Map<string, number>();
  for (const { chain, sequence } of received.flatMap(({ heads }) => heads)) {
    covered.set(chain, Math.max(covered.get(chain) ?? 0, sequence + 1));
  }
  return covered;
}
