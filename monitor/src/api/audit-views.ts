/** What the dashboard is shown of the audit trail, and the checkpoints that prove it. */
import { z } from 'zod';
import { instantView } from './views.ts';

export const auditRow = z.object({
  chain: z.string(),
  sequence: z.int(),
  at: instantView,
  actor: z.string(),
  act: z.string(),
  subject: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A checkpoint file as it leaves the machine. */
export const receivedCheckpoint = z.object({
  at: z.int(),
  heads: z.array(z.object({ chain: z.string().max(64), sequence: z.int().min(0), hash: sha256 })).max(10_000),
  fingerprint: sha256,
  signature: z.string().max(200),
});
export type ReceivedCheckpoint = z.infer<typeof receivedCheckpoint>;
