/** What the rights of a person leave behind: requests, exports and links to them, corrections, holds, erasures, evidence. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type {
  AlertId,
  BlindIndex,
  BlobId,
  CaseId,
  ConversationId,
  CorrectionId,
  ErasureId,
  ExportId,
  HoldId,
  MessageId,
  NumberId,
  PersonId,
  RequestId,
  UserId,
} from '../ids.ts';
import { counter, id, instant, language, sealed } from './fields.ts';
import { messageKinds } from './messages.ts';
import { personSchema } from './people.ts';

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
  indexes: { byState: ['state', 'dueAt'], byPerson: ['person', 'receivedAt'], byAssignee: ['assignee', 'state'] },
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

/** What an erasure, a hold or a restriction is about. Instants in milliseconds, `from` inclusive, `until` exclusive. */
export const scope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: id<PersonId>() }),
  z.object({ kind: z.literal('message'), message: id<MessageId>() }),
  z.object({ kind: z.literal('file'), message: id<MessageId>() }),
  z.object({ kind: z.literal('conversation'), conversation: id<ConversationId>() }),
  z.object({ kind: z.literal('number'), number: id<NumberId>() }),
  z.object({
    kind: z.literal('period'),
    number: id<NumberId>(),
    from: instant.nullable(),
    until: instant,
  }),
]);
export type Scope = z.infer<typeof scope>;

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

/**
 * An erasure, from its confirmation to its end; what a crash interrupts goes on by `state`. Holds no personal data:
 * it is what remains.
 * `confirmed`: undo window, person locked → `answered`: certificate made → `shredded`: keys destroyed → `erased`: swept.
 */
export const erasureSchema = z.object({
  id: id<ErasureId>(),
  scope,
  /** `anonymise`: the person goes, counts, hits and alerts without words stay; of a whole person only. */
  mode: z.enum(['erase', 'anonymise']),
  /** Every person document that is this one human; of a partial erasure those whose data it touches. */
  persons: z.array(id<PersonId>()),
  /** Of `persons`, those who go whole, keys and all: everyone for a person, nobody for a part of one. */
  whole: z.array(id<PersonId>()),
  /** Every number on which something goes. */
  numbers: z.array(id<NumberId>()),
  /** How each of `whole` stood before they were locked, for the undo. */
  before: z.array(z.object({ person: id<PersonId>(), state: personSchema.shape.state })),
  state: z.enum(['confirmed', 'answered', 'shredded', 'erased', 'undone']),
  /** They objected: nothing is kept of them until their own new consent. */
  objected: z.boolean(),
  source: z.enum(['desk', 'request', 'retention', 'operator', 'closure']),
  request: id<RequestId>().nullable(),
  by: z.string(),
  confirmedAt: instant,
  /** Until then it may be undone; null without an undo window. */
  undoUntil: instant.nullable(),
  shreddedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Numbers whose journal has yet to forget the person; told when they are opened. */
  journals: z.array(id<NumberId>()),
  /** Evidence that the law lets the company keep. */
  case: id<CaseId>().nullable(),
  /** What went and what stays, by kind: ids of nothing, counts only. */
  counts: z.record(z.string(), counter),
  /** Canonical JSON of the certificate and its signature (base64); null before it was made. */
  certificate: z.string().nullable(),
  signature: z.string().nullable(),
});
export type Erasure = z.infer<typeof erasureSchema>;
export const erasures = defineCollection({
  name: 'erasures',
  schema: erasureSchema,
  indexes: { byState: ['state', 'confirmedAt'], byConfirmation: ['confirmedAt'] },
  sealed: [],
});

/**
 * The Merkle leaf of an erased message, in its place in the number's capture order: the trail still verifies. Leaves
 * are entered in the trail in parts, before what they stand for goes.
 */
export const leafSchema = z.object({
  /** `<number>.<sequence padded to ten digits>.<erasure>`: what lost its file in one erasure may go in another. */
  id: z.string(),
  number: id<NumberId>(),
  sequence: counter,
  /** SHA-256 as hex: `leafOf` the message that stood there before this erasure. */
  leaf: z.string().regex(/^[0-9a-f]{64}$/),
  /** Leaf of what stays in its place: a message that lost its file or its author. Null where the message goes. */
  stays: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  erasure: id<ErasureId>(),
  /** Which of the erasure's entries `messages-erased` of this number covers it, from 0. */
  part: counter,
  leftAt: instant,
});
export type Leaf = z.infer<typeof leafSchema>;
export const leaves = defineCollection({
  name: 'leaves',
  schema: leafSchema,
  indexes: { bySequence: ['number', 'sequence'], byErasure: ['erasure', 'number', 'part', 'sequence'] },
  sealed: [],
});

/** One message kept as evidence of an alert after its person was erased, sealed under the case's own key. */
export const evidenceSchema = z.object({
  /** Derived from alert and message, so that moving it again changes nothing. */
  id: id<BlindIndex>(),
  case: id<CaseId>(),
  alert: id<AlertId>(),
  number: id<NumberId>(),
  from: z.enum(['agent', 'contact', 'unknown']),
  kind: z.enum(messageKinds),
  at: instant,
  /** Kept until then: the retention of the case. */
  until: instant,
  sealedText: sealed,
});
export type Evidence = z.infer<typeof evidenceSchema>;
export const evidence = defineCollection({
  name: 'evidence',
  schema: evidenceSchema,
  indexes: { byCase: ['case', 'at'], byAlert: ['alert', 'at'], byEnd: ['until'] },
  sealed: ['sealedText'],
});

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
