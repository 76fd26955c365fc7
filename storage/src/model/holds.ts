/** What must stay: legal holds. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { HoldId, UserId } from '../ids.ts';
import { id, instant, sealed } from './fields.ts';
import { scope } from './scope.ts';

/** A legal hold: while it stands nothing in its scope is erased, by nobody and no policy. */
export const holdSchema = z.object({
  id: id<HoldId>(),
  scope,
  /** The scope's own id, for the index: a person's, message's, conversation's or number's. */
  subject: z.string(),
  owner: id<UserId>().nullable(),
  /** Why it was placed: by hand, or because an original was recalled or a person restricted. */
  source: z.enum(['desk', 'recall', 'restriction']),
  from: instant,
  /** Null: until it is lifted. */
  until: instant.nullable(),
  state: z.enum(['active', 'lifted']),
  by: z.string(),
  liftedBy: z.string().nullable(),
  liftedAt: instant.nullable(),
  /** Under the key of whom it is about, else under one of its own; it goes when that key goes. */
  sealedReason: sealed.optional(),
});
export type Hold = z.infer<typeof holdSchema>;
export const holds = defineCollection({
  name: 'holds',
  schema: holdSchema,
  indexes: { bySubject: ['subject', 'state'], byState: ['state', 'from'], byOwner: ['owner', 'state'] },
  sealed: ['sealedReason'],
});
