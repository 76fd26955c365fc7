/** Rule versions kept for every alert, and the company's own terms. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { RuleVersionId } from '../ids.ts';
import { id, instant, sealed } from './fields.ts';

/** A rule set as it ran, whole, sealed under the company key: every alert names the version that raised it. */
export const ruleVersionSchema = z.object({
  id: id<RuleVersionId>(),
  /** Deflated JSON of the packs: every saved term makes a version. */
  sealedPacks: sealed,
  activatedAt: instant,
});
export const ruleVersions = defineCollection({
  name: 'ruleVersions',
  schema: ruleVersionSchema,
  indexes: { byActivation: ['activatedAt'] },
  sealed: ['sealedPacks'],
});

/** A term of the company's own: words, severity, direction, exceptions, examples, as JSON under the company key. */
export const termSchema = z.object({
  id: id<string>(),
  sealedTerm: sealed,
  /** Earlier versions of the same term stay, superseded. */
  term: id<string>(),
  revision: z.int().min(1),
  state: z.enum(['active', 'superseded', 'removed']),
  by: z.string(),
  createdAt: instant,
});
export type StoredTerm = z.infer<typeof termSchema>;
export const terms = defineCollection({
  name: 'terms',
  schema: termSchema,
  indexes: { byState: ['state', 'createdAt'], byTerm: ['term', 'revision'] },
  unique: ['byTerm'],
  sealed: ['sealedTerm'],
});
