/** What the dashboard is shown of alerts, their hits, decisions and evidence. */
import { z } from 'zod';
import { conversationPage, hitView, messageKind } from './conversation-views.ts';
import { ruleView } from './rule-views.ts';
import { idView, instantView, numberView, personView, severityView } from './views.ts';

export const alertState = z.enum(['open', 'escalated', 'dismissed', 'confirmed']);
/** `digest`: of low or medium severity and beyond the day's budget; to be looked through together. */
export const alertPlace = z.enum(['desk', 'digest']);
export const alertRow = z.object({
  id: idView,
  number: numberView,
  conversation: idView,
  person: personView.nullable(),
  origin: z.enum(['import', 'live']),
  state: alertState,
  place: alertPlace,
  /** `dpo`: only dpos see it. */
  audience: z.enum(['dpo']).nullable(),
  severity: severityView,
  rule: ruleView,
  hitCount: z.int(),
  firstAt: instantView,
  lastAt: instantView,
  raisedAt: instantView,
  /** What it was about was erased then, in whole or in part; null as long as all of it stands. */
  erasedAt: instantView.nullable(),
});
export type AlertRow = z.infer<typeof alertRow>;

export const decisionKind = z.enum(['dismissed', 'confirmed', 'escalated', 'reopened']);
/** One-key reasons. */
export const decisionReason = z.enum([
  'false-positive',
  'business-as-usual',
  'already-handled',
  'policy-breach',
  'needs-coaching',
  'legal-risk',
  'needs-second-opinion',
  'undo',
]);
export const decisionView = z.object({
  kind: decisionKind,
  by: z.string(),
  at: instantView,
  reason: decisionReason.nullable(),
});

/** A message that the law lets the company keep as evidence of an alert after its person was erased; nothing else of them is. */
export const evidenceView = z.object({
  id: idView,
  from: z.enum(['agent', 'contact', 'unknown']),
  kind: messageKind,
  at: instantView,
  /** Identifiers are masked, also while names are shown: whose they are is known no more. Null if it can't be read. */
  text: z.string().nullable(),
  /** Kept until then. */
  until: instantView,
});
export type EvidenceView = z.infer<typeof evidenceView>;

/** An opened alert: reading it is an audited disclosure. */
export const alertDetail = alertRow.extend({
  /** The message of the hit that the alert's sentence speaks of: the page opens there. */
  message: idView,
  hits: z.array(hitView),
  page: conversationPage,
  decisions: z.array(decisionView),
  comment: z.string().nullable(),
  /** Oldest first; empty as long as nothing it is about was erased. */
  evidence: z.array(evidenceView),
  /** Who opened it before, newest first, at most 20. */
  readers: z.array(z.object({ by: z.string(), at: instantView })),
  /** How earlier alerts of the same rule were decided. */
  similar: z.object({ dismissed: z.int(), confirmed: z.int() }),
});
export type AlertDetail = z.infer<typeof alertDetail>;
