/** What came, what was kept, and what is missing: ledger, withheld messages, gaps, and alerts about the monitoring itself. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { BlindIndex, ConversationId, NumberId, PersonId, UserId } from '../ids.ts';
import { counter, id, instant, severity } from './fields.ts';

/** Counts of one day of one number. received = stored + withheld + excluded + undecryptable. */
export const ledgerCounts = z.object({
  received: counter,
  stored: counter,
  /** Before the notice arrived, not agreed, refused, restricted, suppressed. */
  withheld: counter,
  /** Private chats, groups that are not allowed, status, broadcasts, channels. */
  excluded: counter,
  undecryptable: counter,
  mediaPending: counter,
  mediaKept: counter,
  mediaExpired: counter,
});
export type LedgerCounts = z.infer<typeof ledgerCounts>;

export const ledgerSchema = ledgerCounts.extend({
  /** Derived from number and day. */
  id: id<BlindIndex>(),
  number: id<NumberId>(),
  /** YYYY-MM-DD in the number's zone. */
  day: z.iso.date(),
  minutesDisconnected: counter,
  /** Ed25519 over the canonical JSON of all other fields, once the day has ended (base64). */
  signature: z.string().nullable(),
});
export type Ledger = z.infer<typeof ledgerSchema>;
export const ledgers = defineCollection({
  name: 'ledgers',
  schema: ledgerSchema,
  indexes: { byNumber: ['number', 'day'] },
  sealed: [],
});

/** That something came and was not kept: no content, no name. */
export const withheldSchema = z.object({
  id: id<BlindIndex>(),
  number: id<NumberId>(),
  conversation: id<ConversationId>(),
  at: instant,
  reason: z.enum([
    'not-armed',
    'not-notified',
    'not-agreed',
    'refused',
    'excluded',
    'restricted',
    'suppressed',
    'locked',
    'undecryptable',
  ]),
  /** SHA-256 (hex) of the ciphertext as WhatsApp delivered it. */
  hash: z.string(),
});
export type Withheld = z.infer<typeof withheldSchema>;
export const withheld = defineCollection({
  name: 'withheld',
  schema: withheldSchema,
  indexes: { byConversation: ['conversation', 'at'], byNumber: ['number', 'at'] },
  sealed: [],
});

/** A time in which a number did not hear WhatsApp. */
export const gapSchema = z.object({
  id: id<BlindIndex>(),
  number: id<NumberId>(),
  from: instant,
  /** Null while it lasts. */
  to: instant.nullable(),
  reason: z.string(),
});
export type Gap = z.infer<typeof gapSchema>;
export const gaps = defineCollection({
  name: 'gaps',
  schema: gapSchema,
  indexes: { byNumber: ['number', 'from'] },
  sealed: [],
});

/** An alert about the monitoring itself, or a question for the dpo. Holds no content. */
export const systemAlertSchema = z.object({
  id: id<BlindIndex>(),
  number: id<NumberId>(),
  kind: z.enum([
    'monitoring-interrupted',
    'outreach-refused',
    'objection',
    'data-asked',
    'erasure-asked',
    'possible-same-person',
    'undecryptable',
    'media-expired',
    'ledger-broken',
    // A person's request: it came; half of its time is over; four fifths are; all of it is.
    'request-opened',
    'request-half',
    'request-substitute',
    'request-overdue',
  ]),
  severity,
  person: id<PersonId>().nullable(),
  /** Whom alone it is shown to; absent = everybody who may see its kind. */
  to: id<UserId>().optional(),
  state: z.enum(['open', 'done']),
  at: instant,
  doneBy: z.string().nullable(),
  doneAt: instant.nullable(),
});
export type SystemAlert = z.infer<typeof systemAlertSchema>;
export const systemAlerts = defineCollection({
  name: 'systemAlerts',
  schema: systemAlertSchema,
  indexes: { byState: ['state', 'at'], byNumber: ['number', 'state', 'at'] },
  sealed: [],
});
