/** What a person asks for, its clock, what is corrected, and how the company answers. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { CorrectionId, MessageId, NumberId, PersonId, RequestId, UserId } from '../ids.ts';
import { id, instant, sealed } from './fields.ts';

/** What a person may ask for: LGPD art. 18 I–IX; GDPR art. 15–18, 20, 21. */
export const requestKinds = ['access', 'correction', 'anonymise', 'erase', 'restrict', 'object'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** One request of one person, with its clock. Its words and answers are sealed under the person's key. */
export const requestSchema = z.object({
  id: id<RequestId>(),
  /** Null once the person is erased. */
  person: id<PersonId>().nullable(),
  number: id<NumberId>().nullable(),
  kind: z.enum(requestKinds),
  source: z.enum(['portal', 'whatsapp', 'desk']),
  law: z.enum(['lgpd', 'gdpr']),
  state: z.enum(['open', 'answered', 'withdrawn']),
  /** `number`: it came over the number that is theirs; `proved`: a second proof was given or the dpo vouches for it. */
  identity: z.enum(['unproved', 'number', 'proved']),
  /** The number may have changed hands: nothing from before this instant is offered without a second proof. */
  onlySince: instant.nullable(),
  /** Why it may have: another LID, another identity key, or more than twelve months of silence. */
  changedHands: z.array(z.enum(['new-lid', 'changed-key', 'long-silence'])),
  receivedAt: instant,
  /** When it was entered here, which may be later; absent where that is the same. */
  enteredAt: instant.optional(),
  /** End of the period that the law gives, and, if it was extended, of the longer one (GDPR art. 12 (3)). */
  dueAt: instant,
  extendedAt: instant.nullable(),
  /** The one of the two that counts: open requests are listed by it. */
  answerBy: instant,
  /** How far the clock's reminders went: none, to the dpo at 50 %, to the substitute at 80 %, overdue. */
  reminded: z.enum(['none', 'half', 'substitute', 'overdue']),
  assignee: id<UserId>().nullable(),
  /** The message or field that a correction is about. */
  correction: id<CorrectionId>().nullable(),
  answer: z
    .object({
      kind: z.enum(['accepted', 'part', 'refused', 'by-silence']),
      /** The limb of law, a code of the product's list. */
      limb: z.string().nullable(),
      at: instant,
      by: z.string(),
      /** Its text went into the chat in which they asked. */
      inChat: z.literal(true).optional(),
    })
    .nullable(),
  sealedWords: sealed.optional(),
  sealedAnswer: sealed.optional(),
  /** Why it takes longer, as the person is told. */
  sealedExtension: sealed.optional(),
});
export type Request = z.infer<typeof requestSchema>;
export const requests = defineCollection({
  name: 'requests',
  schema: requestSchema,
  indexes: { byState: ['state', 'answerBy'], byPerson: ['person', 'receivedAt'], byAssignee: ['assignee', 'state'] },
  sealed: ['sealedWords', 'sealedAnswer', 'sealedExtension'],
});

/** A correction: what stands beside the original, which never changes. */
export const correctionSchema = z.object({
  id: id<CorrectionId>(),
  person: id<PersonId>(),
  /** Null: it is about the person's name or something else held about them. */
  message: id<MessageId>().nullable(),
  field: z.enum(['name', 'message', 'other']),
  state: z.enum(['asked', 'accepted', 'refused']),
  by: z.string(),
  at: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Under the person's key. */
  sealedText: sealed,
});
export type Correction = z.infer<typeof correctionSchema>;
export const corrections = defineCollection({
  name: 'corrections',
  schema: correctionSchema,
  indexes: { byPerson: ['person', 'at'], byMessage: ['message', 'at'] },
  sealed: ['sealedText'],
});

/** How the company answers requests: one document. */
export const rightsPolicySchema = z.object({
  id: z.literal('company'),
  law: z.enum(['lgpd', 'gdpr']),
  /** Hours in which a confirmed erasure may be undone; 0 = none. */
  undoHours: z.int().min(0).max(720),
  /** What is applied by itself when nobody answers for 30 days; an erasure never is. */
  bySilence: z.object({ correction: z.boolean(), anonymise: z.boolean() }),
  /** Who is warned first, and the substitute at 80 % of the time. */
  dpo: id<UserId>().nullable(),
  substitute: id<UserId>().nullable(),
  changedBy: z.string(),
  changedAt: instant,
});
export type RightsPolicy = z.infer<typeof rightsPolicySchema>;
export const rightsPolicies = defineCollection({
  name: 'rightsPolicies',
  schema: rightsPolicySchema,
  indexes: {},
  sealed: [],
});
