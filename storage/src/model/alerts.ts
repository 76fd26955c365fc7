/** Hits, alerts and decisions. */
import type { HitKind } from '@atalaia/rules';
import { z } from 'zod';
import { defineCollection } from '../collection.ts';
import type { AlertId, ConversationId, HitId, MessageId, NumberId, PersonId, RuleId, RuleVersionId } from '../ids.ts';
import { counter, id, instant, sealed, severity } from './fields.ts';

const hitKind = z.enum({
  lexicon: 'lexicon',
  pattern: 'pattern',
  entity: 'entity',
  conduct: 'conduct',
  learned: 'learned',
} satisfies { [K in HitKind]: K });

/**
 * A rule found something in a message. Raising again changes nothing, because the id is derived: from (message, rule,
 * version, span), or from (message, rule) for conduct, which is found once whatever version runs.
 */
export const hitSchema = z.object({
  id: id<HitId>(),
  message: id<MessageId>(),
  conversation: id<ConversationId>(),
  number: id<NumberId>(),
  alert: id<AlertId>().nullable(),
  rule: id<RuleId>(),
  /** The version of the whole rule set that found it. */
  version: id<RuleVersionId>(),
  kind: hitKind,
  severity,
  /** UTF-16 offsets in the text. */
  start: counter,
  end: counter,
  at: instant,
  /** Found by a rule on trial: counted, and shown to nobody. */
  shadow: z.literal(true).optional(),
  /** Only dpos see it; absent where all reviewers do. */
  audience: z.literal('dpo').optional(),
});
export type StoredHit = z.infer<typeof hitSchema>;
export const hits = defineCollection({
  name: 'hits',
  schema: hitSchema,
  indexes: { byMessage: ['message'], byAlert: ['alert', 'at'], byRule: ['rule', 'shadow', 'number', 'at'] },
  sealed: [],
});

/** How long an episode stays open to further hits after its last one. */
export const episodeMs = 24 * 60 * 60 * 1000;

/** What a human made of an alert. The reason is sealed under the subject's key; its hash is in the audit chain. */
export const decisionSchema = z.object({
  kind: z.enum(['dismissed', 'confirmed', 'escalated', 'reopened']),
  by: z.string(),
  at: instant,
  /** One-key reason, a code of the product's own list. */
  reason: z.string().nullable(),
});

/** One episode of one conversation: later hits join it until it is decided or 24 h pass without one. */
export const alertSchema = z.object({
  /** Derived from (number, conversation, first hit). */
  id: id<AlertId>(),
  number: id<NumberId>(),
  conversation: id<ConversationId>(),
  /** The contact in a 1:1 chat, the author of the first hit in a group; null for system lines. */
  person: id<PersonId>().nullable(),
  /** An import's alerts are historical: listed, but they notify nobody. */
  origin: z.enum(['import', 'live']),
  state: z.enum(['open', 'escalated', 'dismissed', 'confirmed']),
  severity,
  /** 0 low … 3 critical; for ordering. */
  rank: counter,
  /** The rule that the queue's sentence speaks of: the worst, then the first. */
  rule: id<RuleId>(),
  version: id<RuleVersionId>(),
  /** Message of that hit: the alert page opens there. */
  message: id<MessageId>(),
  /** All rules that fired in it; absent in alerts of before they were noted, where `rule` is known. */
  rules: z.array(id<RuleId>()).optional(),
  /** Only dpos see it: hits of rules for them make alerts of their own. Absent where all reviewers do. */
  audience: z.literal('dpo').optional(),
  /** Beyond the day's budget, to be looked through together; absent on the desk. */
  place: z.literal('digest').optional(),
  /** Ids of all hits, at most 200; `hitCount` goes on. */
  hits: z.array(id<HitId>()),
  hitCount: counter,
  firstAt: instant,
  lastAt: instant,
  raisedAt: instant,
  decisions: z.array(decisionSchema),
  /** What it was about was erased then, in whole or in part; it stays for the figures. */
  erasedAt: instant.optional(),
  /** Latest comment of the decision, free text, sealed under the subject's key. */
  sealedComment: sealed.optional(),
});
export type Alert = z.infer<typeof alertSchema>;
export const alerts = defineCollection({
  name: 'alerts',
  schema: alertSchema,
  indexes: {
    byRaised: ['raisedAt'],
    byPlace: ['place', 'origin', 'raisedAt'],
    byState: ['state', 'place', 'raisedAt'],
    byNumber: ['number', 'state', 'place', 'raisedAt'],
    bySeverity: ['state', 'place', 'severity', 'raisedAt'],
    byNumberSeverity: ['number', 'state', 'place', 'severity', 'raisedAt'],
    byAudience: ['audience', 'state', 'place', 'number', 'severity'],
    byRule: ['rule', 'state', 'number'],
    byConversation: ['conversation', 'origin', 'state', 'lastAt'],
  },
  sealed: ['sealedComment'],
});

/** How many alerts one reviewer should get on a day: one document. */
export const alertBudgetSchema = z.object({ id: z.literal('company'), perReviewerPerDay: counter.nullable() });
export const alertBudgets = defineCollection({
  name: 'alertBudgets',
  schema: alertBudgetSchema,
  indexes: {},
  sealed: [],
});
