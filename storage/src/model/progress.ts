/** How far a follower of a number's capture order has come: search indexing, Merkle batches. Kept so that it resumes after a crash. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import { counter } from './fields.ts';

export const progressSchema = z.object({
  /** `search.<number>`, `batch.<number>`, `conduct.<number>`; `retention.…`, whose sequence is an instant in milliseconds. */
  id: z.string(),
  /** The next sequence to deal with. */
  sequence: counter,
});
export const progress = defineCollection({ name: 'progress', schema: progressSchema, indexes: {}, sealed: [] });
