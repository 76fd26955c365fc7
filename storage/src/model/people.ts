/** Persons, what they are known by, the company's numbers, and conversations. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { BlindIndex, ConversationId, NumberId, PersonId, UserId } from '../ids.ts';
import { counter, id, instant, language, legalBasis, sealed } from './fields.ts';

/** What must be settled before a number may capture: it is armed only when nothing is missing. */
export const captureSettings = z.object({
  /** `notice`: kept once told. `opt-in`: kept once agreed. */
  mode: z.enum(['notice', 'opt-in']).nullable(),
  /** What counts as notified. */
  notifiedBy: z.enum(['accepted', 'delivered', 'read']),
  purposes: z.array(z.enum(['quality', 'fraud-prevention', 'legal-duty', 'security', 'dispute'])),
  retentionMonths: z.int().min(1).max(600).nullable(),
  dutyManager: id<UserId>().nullable(),
  /** A notice is renewed after so many months; null = only after a material change. */
  renewAfterMonths: z.int().min(1).max(120).nullable(),
  /** Groups that may be captured, by conversation; all others are only counted. */
  groups: z.array(id<ConversationId>()),
  riskReadAt: instant.nullable(),
  riskReadBy: z.string().nullable(),
  /** When a test message last went through. */
  testedAt: instant.nullable(),
  armedAt: instant.nullable(),
});
export type CaptureSettings = z.infer<typeof captureSettings>;

/** The link to WhatsApp as the number's owner last reported it; codes to scan are never stored. */
export const linkProjection = z.object({
  kind: z.enum(['unlinked', 'pairing', 'connecting', 'connected', 'waiting', 'stopped']),
  /** Why it waits or stopped. */
  reason: z
    .enum([
      'network',
      'restart-required',
      'service-unavailable',
      'unknown-failure',
      'deaf',
      'storage',
      'device-removed',
      'forbidden',
      'outdated',
      'mismatch',
      'replaced',
      // The code was scanned by the phone of another number: refused, nothing was linked.
      'other-number',
    ])
    .nullable(),
  since: instant,
  lastMessageAt: instant.nullable(),
  /** WhatsApp refused to let us write first (463): no notices go out until a human looked. */
  outreachRefusedAt: instant.nullable(),
});
export type LinkProjection = z.infer<typeof linkProjection>;

/** A company's WhatsApp number. Phone and label are sealed under the company key. */
export const numberSchema = z.object({
  id: id<NumberId>(),
  /** Keyed hash of the E.164 form. */
  phone: id<BlindIndex>(),
  sealedPhone: sealed,
  sealedLabel: sealed.optional(),
  /** IANA time zone of days, hours and deadlines. */
  zone: z.string(),
  language,
  basis: legalBasis.nullable(),
  /** How the number captures; absent until somebody set it up for capture. */
  capture: captureSettings.optional(),
  /** Who controls the data, whom to ask, where the whole policy stands: as JSON, under the company key. */
  sealedController: sealed.optional(),
  /** WhatsApp's names and the titles of `capture.groups`, as JSON, under the company key. */
  sealedGroups: sealed.optional(),
  link: linkProjection.optional(),
  createdAt: instant,
});
export type MonitoredNumber = z.infer<typeof numberSchema>;
export const numbers = defineCollection({
  name: 'numbers',
  schema: numberSchema,
  indexes: { byPhone: ['phone'], byCreation: ['createdAt'] },
  unique: ['byPhone'],
  sealed: ['sealedPhone', 'sealedLabel', 'sealedController', 'sealedGroups'],
});

/** One human: a contact or an agent. The name is what others call them (untrusted), sealed under their own key. */
export const personSchema = z.object({
  id: id<PersonId>(),
  role: z.enum(['contact', 'agent', 'unknown']),
  /** `excluded`: private chat, only counted. `suppressed`: objected; nothing is kept until they agree anew. `locked`: being erased. */
  state: z.enum(['active', 'excluded', 'restricted', 'suppressed', 'locked']),
  /** The consent badge shown beside the person. */
  notice: z.enum(['unknown', 'notified', 'agreed', 'refused', 'imported-without-notice']),
  /** Every number on which the person was met: a manager sees those of their own numbers. */
  numbers: z.array(id<NumberId>()),
  /** Erased before, and back: nothing is kept of them, not from an import either, before a new notice arrived. */
  erasedBefore: z.literal(true).optional(),
  /** When their identity key on WhatsApp last changed: another telephone, or another holder of the number. */
  keyChangedAt: instant.optional(),
  sealedName: sealed.optional(),
  sealedPhone: sealed.optional(),
  createdAt: instant,
});
export type Person = z.infer<typeof personSchema>;
export const persons = defineCollection({
  name: 'persons',
  schema: personSchema,
  indexes: { byCreation: ['createdAt'], byState: ['state', 'createdAt'] },
  sealed: ['sealedName', 'sealedPhone'],
});

/** What a person is known by. The id is the keyed hash of kind, scope and value, so one alias leads to one person. */
export const aliasSchema = z.object({
  id: id<BlindIndex>(),
  kind: z.enum(['phone', 'phone-without-ninth-digit', 'lid', 'name-in-export']),
  person: id<PersonId>(),
  source: z.enum(['import', 'whatsapp', 'entered']),
  firstSeenAt: instant,
});
export type Alias = z.infer<typeof aliasSchema>;
export const aliases = defineCollection({
  name: 'aliases',
  schema: aliasSchema,
  indexes: { byPerson: ['person'] },
  sealed: [],
});

/** One chat of one number with one contact or one group. */
export const conversationSchema = z.object({
  id: id<ConversationId>(),
  number: id<NumberId>(),
  group: z.boolean(),
  /** The contact of a 1:1 chat; null in groups. */
  contact: id<PersonId>().nullable(),
  /** The chat began before anybody said whose it is: what is of before then is sealed under its authors' keys. */
  contactSince: instant.optional(),
  /** Title of a group, sealed under the company key. */
  sealedTitle: sealed.optional(),
  /** Everyone who wrote in it, and the contact. */
  persons: z.array(id<PersonId>()),
  messages: counter,
  firstAt: instant.nullable(),
  lastAt: instant.nullable(),
  /** Its contact was erased then: a shell, which alerts and withheld lines point to. */
  erasedAt: instant.optional(),
  createdAt: instant,
});
export type Conversation = z.infer<typeof conversationSchema>;
export const conversations = defineCollection({
  name: 'conversations',
  schema: conversationSchema,
  indexes: { byNumber: ['number', 'lastAt'], byContact: ['contact', 'number'] },
  sealed: ['sealedTitle'],
});
