/** An audit entry and its hash: each entry holds the hash of the one before it in its chain. */
import { hash } from 'node:crypto';
import type { AuditEntry } from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Act } from './audit.ts';
import { canonicalJson } from './canonical.ts';

/** Where a chain stands: its last entry. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
}

/** What the first entry of a chain follows: no entry, 64 zeros. */
export const beforeFirst: Head = { sequence: -1, hash: '0'.repeat(64) };

/** The id of an entry: an append is an insert, and only one writer can win it. */
export function entryId(chain: string, sequence: number): string {
  return `${chain}.${String(sequence).padStart(10, '0')}`;
}

/** SHA-256, as hex, over the canonical JSON of everything in the entry but the hash itself and the sealed reason. */
export function entryHash(entry: Omit<AuditEntry, 'hash' | 'sealedReason'>): string {
  const { id, chain, sequence, at, actor, act, subject, detail, reasonHash, previous } = entry;
  return hash(
    'sha256',
    canonicalJson({ id, chain, sequence, at, actor, act, subject, detail, reasonHash, previous }),
    'hex',
  );
}

/** The entry that records `act` after `head`. `at`: milliseconds since the epoch, UTC. */
export function nextEntry(head: Head, act: Act, at: number): AuditEntry {
  const sequence = head.sequence + 1;
  const clear = {
    id: entryId(act.chain, sequence),
    chain: act.chain,
    sequence,
    at,
    actor: actorRef(act.actor),
    act: act.act,
    subject: act.subject,
    detail: { ...act.detail },
    reasonHash: act.reason ? hash('sha256', act.reason, 'hex') : null,
    previous: head.hash,
  };
  const entry = { ...clear, hash: entryHash(clear) };
  return act.reason ? { ...entry, sealedReason: act.reason } : entry;
}
