/** What a person is given: exports, and links to the portal. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { BlindIndex, BlobId, ExportId, PersonId, RequestId } from '../ids.ts';
import { counter, id, instant, language, sealed } from './fields.ts';

/** An export of one person, or of the whole company (`person` null). */
export const exportSchema = z.object({
  id: id<ExportId>(),
  person: id<PersonId>().nullable(),
  language,
  /** Only what is from this instant on: a number that changed hands. */
  since: instant.nullable(),
  request: id<RequestId>().nullable(),
  by: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'removed']),
  /** Stable code of the problem if it failed. */
  problem: z.string().nullable(),
  done: counter,
  total: counter,
  /** The sealed ZIP; it is staged under the person's key (the company's for the company) and removed after seven days. */
  blob: id<BlobId>().nullable(),
  sealedFileKey: sealed.optional(),
  /** Bytes of the clear ZIP and their SHA-256 (hex). */
  size: counter.nullable(),
  sha256: z.string().nullable(),
  createdAt: instant,
  endedAt: instant.nullable(),
  expiresAt: instant.nullable(),
});
export type Export = z.infer<typeof exportSchema>;
export const exportFiles = defineCollection({
  name: 'exports',
  schema: exportSchema,
  indexes: { byState: ['state', 'createdAt'], byPerson: ['person', 'createdAt'], byExpiry: ['state', 'expiresAt'] },
  sealed: ['sealedFileKey'],
});

/** A link to the portal for one person, 24 hours. The id is the keyed hash of the secret in the link's fragment. */
export const shareSchema = z.object({
  id: id<BlindIndex>(),
  person: id<PersonId>(),
  request: id<RequestId>().nullable(),
  language,
  /** Nothing older is shown. */
  since: instant.nullable(),
  by: z.string(),
  /** Keyed hash of the code that goes by a second way. */
  code: id<BlindIndex>(),
  /** Keyed hash of the token in the one browser that opened it; null before. */
  session: id<BlindIndex>().nullable(),
  wrongCodes: counter,
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
  openedAt: instant.nullable(),
});
export type Share = z.infer<typeof shareSchema>;
export const shares = defineCollection({
  name: 'shares',
  schema: shareSchema,
  indexes: { byPerson: ['person', 'createdAt'], byExpiry: ['expiresAt'] },
  sealed: [],
});
