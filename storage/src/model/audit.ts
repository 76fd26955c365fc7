/** The audit trail: hash chains, Merkle batches of messages, signed checkpoints. No personal text in clear. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import { counter, id, instant, sealed } from './fields.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * One act. `hash` = SHA-256 over the canonical JSON of all other clear fields and `previous`; the id is
 * `chain` + `.` + the sequence padded to ten digits, so an append is an insert that only one writer can win.
 */
export const auditEntrySchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{7,64}\.[0-9]{10}$/),
  /** `company`, or the id of a number. */
  chain: z.string(),
  sequence: counter,
  at: instant,
  actor: z.string(),
  act: z.string(),
  /** Id of what was acted on, or null. */
  subject: z.string().nullable(),
  /** Counts, codes and ids only. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** SHA-256 of `sealedReason`; survives its erasure. */
  reasonHash: hash.nullable(),
  sealedReason: sealed.optional(),
  previous: hash,
  hash,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export const auditEntries = defineCollection({
  name: 'auditEntries',
  schema: auditEntrySchema,
  indexes: { byChain: ['chain', 'sequence'], byTime: ['at'], bySubject: ['subject', 'at'], byActor: ['actor', 'at'] },
  unique: ['byChain'],
  sealed: ['sealedReason'],
});

/** A signed statement of where each chain stood: {chain, sequence, hash}[], Ed25519 over its canonical JSON. */
export const checkpointSchema = z.object({
  id: id<string>(),
  at: instant,
  heads: z.array(z.object({ chain: z.string(), sequence: counter, hash })),
  fingerprint: z.string(),
  signature: z.string(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;
export const checkpoints = defineCollection({
  name: 'checkpoints',
  schema: checkpointSchema,
  indexes: { byTime: ['at'] },
  sealed: [],
});
