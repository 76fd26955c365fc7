/** What an erasure leaves behind: how far it is, the leaves of messages, evidence. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { AlertId, BlindIndex, CaseId, ErasureId, NumberId, PersonId, RequestId } from '../ids.ts';
import { counter, id, instant, sealed } from './fields.ts';
import { messageKinds } from './messages.ts';
import { personSchema } from './people.ts';
import { scope } from './scope.ts';

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
  /** Erasures of the same part that a restored backup knew nothing of: it is carried out again for all of them. */
  repeats: z.array(id<ErasureId>()).optional(),
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
  /** A file went with it. */
  file: z.literal(true).optional(),
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
  /** Whose words they are, where only a part of them was erased; absent once they go whole. */
  person: id<PersonId>().optional(),
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
  indexes: { byCase: ['case', 'at'], byAlert: ['alert', 'at'], byPerson: ['person', 'at'], byEnd: ['until'] },
  sealed: ['sealedText'],
});
