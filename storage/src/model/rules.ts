/** Rule versions kept for every alert, what the company chose and wrote itself, and replays of rules over the archive. */
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { ConversationId, MessageId, NumberId, RuleId, RuleVersionId } from '../ids.ts';
import { counter, id, instant, sealed } from './fields.ts';

/** A rule set as it ran, whole, sealed under the company key: every alert names the version that raised it. */
export const ruleVersionSchema = z.object({
  id: id<RuleVersionId>(),
  /** Deflated JSON of the packs and of which rules ran in shadow: every saved term makes a version. */
  sealedPacks: sealed,
  activatedAt: instant,
  /** Rules in it, and how many differ from the set that ran before it; absent in versions of before they were counted. */
  counts: z.object({ rules: counter, added: counter, removed: counter, changed: counter }).optional(),
});
export type StoredRuleVersion = z.infer<typeof ruleVersionSchema>;
export const ruleVersions = defineCollection({
  name: 'ruleVersions',
  schema: ruleVersionSchema,
  indexes: { byActivation: ['activatedAt'] },
  sealed: ['sealedPacks'],
});

/** What the company chose about rules: one document. */
export const ruleChoicesSchema = z.object({
  id: z.literal('company'),
  /** The version that is held until the files are followed again. */
  pinned: id<RuleVersionId>().nullable(),
  /** Modes of packs and rules, and exceptions added to rules, as JSON under the company key. */
  sealedChoices: sealed.optional(),
});
export const ruleChoices = defineCollection({
  name: 'ruleChoices',
  schema: ruleChoicesSchema,
  indexes: {},
  sealed: ['sealedChoices'],
});

/** A term of the company's own: words, severity, direction, exceptions, examples, as JSON under the company key. */
export const termSchema = z.object({
  id: id<string>(),
  sealedTerm: sealed,
  /** Earlier versions of the same term stay, superseded. */
  term: id<string>(),
  revision: z.int().min(1),
  state: z.enum(['active', 'superseded', 'removed']),
  by: z.string(),
  createdAt: instant,
});
export type StoredTerm = z.infer<typeof termSchema>;
export const terms = defineCollection({
  name: 'terms',
  schema: termSchema,
  indexes: { byState: ['state', 'createdAt'], byTerm: ['term', 'revision'] },
  unique: ['byTerm'],
  sealed: ['sealedTerm'],
});

/** A rule that the company wrote: YAML and its language as JSON under the company key; every revision is kept. */
export const companyRuleSchema = z.object({
  id: id<string>(),
  sealedRule: sealed,
  /** Stays the same through all revisions. */
  rule: id<string>(),
  revision: z.int().min(1),
  state: z.enum(['active', 'superseded', 'removed']),
  mode: z.enum(['draft', 'shadow', 'on', 'off']),
  by: z.string(),
  createdAt: instant,
});
export type StoredCompanyRule = z.infer<typeof companyRuleSchema>;
export const companyRules = defineCollection({
  name: 'companyRules',
  schema: companyRuleSchema,
  indexes: { byState: ['state', 'createdAt'], byRule: ['rule', 'revision'] },
  unique: ['byRule'],
  sealed: ['sealedRule'],
});

/** Rules tried on the archive: what, over what, how far, and counts of what they found. No text. */
export const replaySchema = z.object({
  id: id<string>(),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  what: z.enum(['rule', 'company-rule', 'running']),
  /** The version that ran when it was started. */
  version: id<RuleVersionId>(),
  /** Deflated JSON of the packs, and of rules that only help others and are not counted, under the company key. */
  sealedPacks: sealed,
  /** It holds rules for dpos only: nobody else sees what they found. */
  reserved: z.boolean(),
  numbers: z.array(id<NumberId>()).nullable(),
  from: instant.nullable(),
  until: instant.nullable(),
  by: z.string(),
  createdAt: instant,
  endedAt: instant.nullable(),
  total: counter,
  done: counter,
  result: z
    .object({
      messages: counter,
      hits: counter,
      alerts: counter,
      perDay: z.array(z.object({ day: z.string(), hits: counter, alerts: counter })),
      byRule: z.array(z.object({ rule: id<RuleId>(), hits: counter, alerts: counter })),
      /** Days between the first and the last message looked at. */
      days: z.number(),
      samples: z.array(
        z.object({
          message: id<MessageId>(),
          conversation: id<ConversationId>(),
          number: id<NumberId>(),
          rule: id<RuleId>(),
          at: instant,
        }),
      ),
    })
    .nullable(),
});
export type Replay = z.infer<typeof replaySchema>;
export const replays = defineCollection({
  name: 'replays',
  schema: replaySchema,
  indexes: { byCreation: ['createdAt'], byState: ['state', 'createdAt'] },
  sealed: ['sealedPacks'],
});
