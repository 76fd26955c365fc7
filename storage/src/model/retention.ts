/** How long what is kept is kept. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import { instant } from './fields.ts';

/** How long each number keeps what, and what happens by itself: one document a number, `company` for all others. */
export const retentionSchema = z.object({
  /** A number's id, or `company`. */
  id: z.string(),
  /** Months, and the norm that asks for them, by purpose; the longest one counts. */
  periods: z.array(z.object({ purpose: z.string(), months: z.int().min(1).max(600), norm: z.string().nullable() })),
  /** Whether what is older goes by itself each night, or waits for a human to run it. */
  runs: z.enum(['by-hand', 'nightly']),
  changedBy: z.string(),
  changedAt: instant,
});
export type Retention = z.infer<typeof retentionSchema>;
export const retentions = defineCollection({
  name: 'retentions',
  schema: retentionSchema,
  indexes: {},
  sealed: [],
});
