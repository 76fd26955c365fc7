/** Notices and what people answered: texts by version, each person's standing on a number, and the timeline that proves it. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { BlindIndex, ConversationId, NoticeId, NumberId, PersonId } from '../ids.ts';
import { counter, id, instant, language, legalBasis, sealed } from './fields.ts';

/** One version of a number's notice in one language. Approved by a dpo, it is live; the one before is retired. */
export const noticeSchema = z.object({
  id: id<NoticeId>(),
  number: id<NumberId>(),
  language,
  revision: counter,
  state: z.enum(['draft', 'live', 'retired']),
  /** The two lines in the chat and the long text behind the link, as JSON, under the company key. */
  sealedText: sealed,
  /** SHA-256 (hex) of the exact words that go into the chat. */
  hash: z.string(),
  /** Contacts are told anew only if the change matters to them. */
  material: z.boolean(),
  by: z.string(),
  createdAt: instant,
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;
export const notices = defineCollection({
  name: 'notices',
  schema: noticeSchema,
  indexes: { byNumber: ['number', 'language', 'revision'], byState: ['number', 'state', 'language'] },
  sealed: ['sealedText'],
});

/** Everything that can happen between a person and the notice, in their timeline. */
export const consentKinds = [
  'notice-sent',
  'notice-accepted',
  'notice-delivered',
  'notice-read',
  'notice-refused-by-whatsapp',
  'asked-again',
  'agreed',
  'refused',
  'withdrawn',
  'entered',
  'language-chosen',
  'excluded',
  'included',
  'restricted',
  'released',
  'data-asked',
  'erasure-asked',
] as const;
export type ConsentKind = (typeof consentKinds)[number];

/** What, when, how, and which text. Rows are only added. */
export const consentSchema = z.object({
  /** Derived from the number and the journal's event, so that telling it again changes nothing. */
  id: id<BlindIndex>(),
  person: id<PersonId>(),
  number: id<NumberId>(),
  conversation: id<ConversationId>().nullable(),
  kind: z.enum(consentKinds),
  at: instant,
  how: z.enum(['chat', 'whatsapp', 'desk', 'elsewhere']),
  notice: id<NoticeId>().nullable(),
  /** SHA-256 (hex) of the text that was sent. */
  hash: z.string().nullable(),
  /** WhatsApp's id of the message that carried it. */
  message: z.string().nullable(),
  basis: legalBasis.nullable(),
  /** Who entered it at the desk; null where the chat itself says so. */
  by: z.string().nullable(),
  /** The exact words that were sent, or the evidence of a consent given elsewhere, under the person's key. */
  sealedText: sealed.optional(),
});
export type ConsentEvent = z.infer<typeof consentSchema>;
export const consents = defineCollection({
  name: 'consents',
  schema: consentSchema,
  indexes: {
    byPerson: ['person', 'at'],
    byConversation: ['conversation', 'at'],
    byNumber: ['number', 'kind', 'at'],
    byHow: ['number', 'how', 'at'],
  },
  sealed: ['sealedText'],
});

/** Two persons whom WhatsApp's own mapping says to be one. Until a human settles it the stricter consent holds for both. */
export const doubtSchema = z.object({
  id: id<BlindIndex>(),
  number: id<NumberId>(),
  one: id<PersonId>(),
  other: id<PersonId>(),
  state: z.enum(['open', 'same', 'different']),
  raisedAt: instant,
  settledBy: z.string().nullable(),
  settledAt: instant.nullable(),
});
export type Doubt = z.infer<typeof doubtSchema>;
export const doubts = defineCollection({
  name: 'doubts',
  schema: doubtSchema,
  indexes: { byState: ['state', 'raisedAt'], byOne: ['one', 'state'], byOther: ['other', 'state'] },
  sealed: [],
});
