/** What is left of an account that was closed: counts and hashes, signed. It names nobody, and proves what the account was. */
import { z } from 'zod';

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Lies in a file like that of an erasure: this statement, its signature, the public key. */
export const closureStatement = z.strictObject({
  format: z.literal('atalaia-closure-certificate'),
  version: z.literal(1),
  /** SHA-256 of the public key of the installation (its DER form). */
  installation: sha256,
  /** UTC, ISO 8601. */
  closedAt: z.iso.datetime(),
  numbers: count,
  persons: count,
  conversations: count,
  messages: count,
  /** Of the ZIP with all the company's data. */
  exportSha256: sha256.nullable(),
  /** Where each chain of the audit trail ended. */
  heads: z.array(z.strictObject({ chain: z.string(), sequence: count, hash: sha256 })),
});
