/** Who writes on a number: agents by device and period, and their acknowledgement of the monitoring policy. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { BlindIndex, NumberId, PersonId } from '../ids.ts';
import { counter, id, instant, language, sealed } from './fields.ts';

/** One agent at one number for a while. Attribution goes by device, else by roster if only one fits, else it says "unknown". */
export const rosterRowSchema = z.object({
  id: id<BlindIndex>(),
  number: id<NumberId>(),
  /** The agent, who is a person with rights of their own; the name is sealed there. */
  agent: id<PersonId>(),
  /** WhatsApp's device number (0 is the phone); null = whichever device. */
  device: counter.nullable(),
  from: instant,
  to: instant.nullable(),
});
export type RosterRow = z.infer<typeof rosterRowSchema>;
export const roster = defineCollection({
  name: 'roster',
  schema: rosterRowSchema,
  indexes: { byNumber: ['number', 'from'], byAgent: ['agent', 'from'] },
  sealed: [],
});

/** An agent read the monitoring policy: an acknowledgement, never a consent (an employee cannot freely refuse). */
export const acknowledgementSchema = z.object({
  /** Keyed hash of the secret in the one-time link's fragment. */
  id: id<BlindIndex>(),
  number: id<NumberId>(),
  agent: id<PersonId>(),
  language,
  /** SHA-256 (hex) of the policy as shown. */
  policy: z.string(),
  /** The policy as shown, under the company key. */
  sealedPolicy: sealed,
  createdAt: instant,
  expiresAt: instant,
  acknowledgedAt: instant.nullable(),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
export const acknowledgements = defineCollection({
  name: 'acknowledgements',
  schema: acknowledgementSchema,
  indexes: { byNumber: ['number', 'createdAt'], byAgent: ['agent', 'createdAt'] },
  sealed: ['sealedPolicy'],
});
