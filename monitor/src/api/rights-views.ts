/** What the dashboard is shown of people's rights: requests, exports, links, corrections, holds, erasures, retention. */
import { z } from 'zod';
import { idView, instantView, languageView, numberView, personView } from './views.ts';

/** Who did something: a user by name, the person themself at the portal, somebody at the terminal, or the program. */
export const actorKind = z.enum(['user', 'person', 'operator', 'system']);
export type ActorKind = z.infer<typeof actorKind>;

/** LGPD art. 18 I–IX; GDPR art. 15–18, 20, 21. */
export const requestKind = z.enum(['access', 'correction', 'anonymise', 'erase', 'restrict', 'object']);
export const answerKind = z.enum(['accepted', 'part', 'refused']);
/** Why a request is refused, or met in part: each has its article and its text. */
export const requestLimb = z.enum([
  'legal-duty',
  'exercise-of-rights',
  'legal-hold',
  'identity-not-proved',
  'not-their-data',
  'others-rights',
  'manifestly-unfounded',
  'already-done',
]);

export const requestRow = z.object({
  id: idView,
  person: personView.nullable(),
  number: numberView.nullable(),
  kind: requestKind,
  source: z.enum(['portal', 'whatsapp', 'desk']),
  law: z.enum(['lgpd', 'gdpr']),
  state: z.enum(['open', 'answered', 'withdrawn']),
  identity: z.enum(['unproved', 'number', 'proved']),
  receivedAt: instantView,
  dueAt: instantView,
  extendedAt: instantView.nullable(),
  reminded: z.enum(['none', 'half', 'substitute', 'overdue']),
  /** Name of the user who answers it; null = nobody yet. */
  assignee: z.object({ id: idView, name: z.string() }).nullable(),
  answer: z
    .object({
      kind: z.enum(['accepted', 'part', 'refused', 'by-silence']),
      limb: z.string().nullable(),
      at: instantView,
      by: z.string(),
      /** Its text went into the chat in which they asked; else it is the dpo's to send, or to be read at the portal. */
      inChat: z.literal(true).optional(),
    })
    .nullable(),
});
export type RequestRow = z.infer<typeof requestRow>;

export const correctionView = z.object({
  id: idView,
  /** The message that it is about; null if it is about none, or about one that is not kept any more. */
  message: z.object({ id: idView, conversation: idView, at: instantView }).nullable(),
  field: z.enum(['name', 'message', 'other']),
  state: z.enum(['asked', 'accepted', 'refused']),
  text: z.string().nullable(),
  by: z.string(),
  byKind: actorKind,
  at: instantView,
  decidedBy: z.string().nullable(),
  decidedAt: instantView.nullable(),
});
export type CorrectionView = z.infer<typeof correctionView>;

export const requestDetail = requestRow.extend({
  /** The person's own words; null if there are none. */
  words: z.string().nullable(),
  /** The text that was sent. */
  answerText: z.string().nullable(),
  /** Why the number may have changed hands: then only data since `onlySince` is offered without a second proof. */
  changedHands: z.array(z.enum(['new-lid', 'changed-key', 'long-silence'])),
  onlySince: instantView.nullable(),
  /** Others who may be the same person: nothing is answered before that is settled. */
  perhaps: z.array(personView),
  /** What the person was told of why it takes longer; null if it was not extended. */
  extensionText: z.string().nullable(),
  /** LGPD art. 19 I: the simplified form that is owed at once, ready to send; null where none is. */
  simplified: z.string().nullable(),
  correction: correctionView.nullable(),
  /** Whether there is a portal that a link could lead to. */
  portal: z.boolean(),
  /** The person's language; null once nothing is to be written to them any more. */
  language: languageView.nullable(),
  /** Texts to send, ready in the person's language, by answer; the dpo may edit them. */
  drafts: z.array(
    z.object({
      answer: answerKind,
      limb: requestLimb.nullable(),
      /** The limb as the text cites it. */
      cited: z.string().nullable(),
      text: z.string(),
    }),
  ),
});
export type RequestDetail = z.infer<typeof requestDetail>;

export const exportView = z.object({
  id: idView,
  /** Null: the whole company. */
  person: personView.nullable(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'removed']),
  problem: z.string().nullable(),
  done: z.int(),
  total: z.int(),
  size: z.int().nullable(),
  sha256: z.string().nullable(),
  /** SHA-256 of the public key that signed it: goes to the person by another way. */
  fingerprint: z.string(),
  by: z.string(),
  byKind: actorKind,
  createdAt: instantView,
  endedAt: instantView.nullable(),
  expiresAt: instantView.nullable(),
});
export type ExportView = z.infer<typeof exportView>;

export const shareView = z.object({
  id: idView,
  state: z.enum(['open', 'expired', 'revoked', 'locked']),
  by: z.string(),
  byKind: actorKind,
  createdAt: instantView,
  expiresAt: instantView,
  openedAt: instantView.nullable(),
});
export type ShareView = z.infer<typeof shareView>;

export const scopeView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: idView }),
  z.object({ kind: z.literal('message'), message: idView }),
  z.object({ kind: z.literal('file'), message: idView }),
  z.object({ kind: z.literal('conversation'), conversation: idView }),
  z.object({ kind: z.literal('number'), number: idView }),
  z.object({ kind: z.literal('period'), number: idView, from: instantView.nullable(), until: instantView }),
]);
export type ScopeView = z.infer<typeof scopeView>;

export const holdView = z.object({
  id: idView,
  scope: scopeView,
  /** Whom or what it is about, if that is a person. */
  person: personView.nullable(),
  number: numberView.nullable(),
  reason: z.string().nullable(),
  source: z.enum(['desk', 'recall', 'restriction']),
  owner: z.object({ id: idView, name: z.string() }).nullable(),
  from: instantView,
  until: instantView.nullable(),
  state: z.enum(['active', 'lifted']),
  by: z.string(),
  liftedBy: z.string().nullable(),
  liftedAt: instantView.nullable(),
});
export type HoldView = z.infer<typeof holdView>;

/** What goes and what stays if this is erased: counts, by kind. */
export const erasurePreview = z.object({
  persons: z.array(personView),
  goes: z.object({
    messages: z.int(),
    files: z.int(),
    conversations: z.int(),
    consents: z.int(),
    requests: z.int(),
    exports: z.int(),
  }),
  /** Of the messages that go: rows that say what happened to one, such as edits, deletions, reactions and fetched files. */
  aftermath: z.int(),
  stays: z.object({
    /** Messages of open or confirmed alerts, which move to a case key. */
    evidence: z.int(),
    /** Messages of other people in which the person's name is found: theirs, so they stay. */
    mentions: z.int(),
    /** Alerts without words, for the figures. */
    alerts: z.int(),
    auditEntries: z.int(),
  }),
  /** Holds that refuse it; not one of them may stand. */
  holds: z.array(holdView),
  /** Questions to settle before it may be called complete: two persons who may be one. */
  doubts: z.int(),
  /** An agent's own data stays while claims may be brought (CLT art. 11), unless the dpo overrides it. */
  limitation: z.object({ until: instantView }).nullable(),
  undoHours: z.int(),
  /** Erases what was previewed, and messages that came since; refused if anything else changed meanwhile. */
  token: z.string(),
});
export type ErasurePreview = z.infer<typeof erasurePreview>;

export const erasureView = z.object({
  id: idView,
  scope: scopeView,
  mode: z.enum(['erase', 'anonymise']),
  state: z.enum(['confirmed', 'answered', 'shredded', 'erased', 'undone']),
  objected: z.boolean(),
  source: z.enum(['desk', 'request', 'retention', 'operator', 'closure']),
  by: z.string(),
  confirmedAt: instantView,
  undoUntil: instantView.nullable(),
  shreddedAt: instantView.nullable(),
  endedAt: instantView.nullable(),
  /** Numbers that have yet to forget the person: they are not open here. */
  journals: z.int(),
  counts: z.record(z.string(), z.int()),
  /** When its certificate was issued; null until then. */
  certifiedAt: instantView.nullable(),
});
export type ErasureView = z.infer<typeof erasureView>;

export const retentionView = z.object({
  /** Null: the company's, for numbers without their own. */
  number: numberView.nullable(),
  periods: z.array(z.object({ purpose: z.string(), months: z.int(), norm: z.string().nullable() })),
  runs: z.enum(['by-hand', 'nightly']),
  changedBy: z.string().nullable(),
  changedAt: instantView.nullable(),
});
export type RetentionView = z.infer<typeof retentionView>;

/** Purposes of the usual periods, which screens have names for; a policy may name any other. */
export const retentionPurpose = z.enum([
  'suggested',
  'securities',
  'mifid',
  'mifid-extended',
  'labour',
  'consumer',
  'civil-claims',
]);
/** A usual period and the norm that asks for it (CVM 35, MiFID II art. 16(7), CLT art. 11, CDC art. 27 …); null if none does. */
export const retentionPreset = z.object({ purpose: retentionPurpose, months: z.int(), norm: z.string().nullable() });
export type RetentionPreset = z.infer<typeof retentionPreset>;

export const retentionPreview = z.object({
  /** What is older than this goes. */
  until: instantView,
  months: z.int(),
  messages: z.int(),
  files: z.int(),
  /** Authors of what goes. */
  persons: z.int(),
  /** Messages that are too old and stay, because a hold or an alert that awaits its decision protects them. */
  protected: z.int(),
  /** Counts for each of the next twelve months, by what then becomes too old. */
  next: z.array(z.object({ month: z.string(), messages: z.int() })),
});
export type RetentionPreview = z.infer<typeof retentionPreview>;

export const rightsPolicyView = z.object({
  law: z.enum(['lgpd', 'gdpr']),
  undoHours: z.int().min(0).max(720),
  bySilence: z.object({ correction: z.boolean(), anonymise: z.boolean() }),
  dpo: idView.nullable(),
  substitute: idView.nullable(),
});
export type RightsPolicyView = z.infer<typeof rightsPolicyView>;
/** The policy with those who may be its dpo or substitute, or be given a request: every active dpo, by name. */
export const rightsPolicyInForce = rightsPolicyView.extend({
  dpos: z.array(z.object({ id: idView, name: z.string() })),
});
export type RightsPolicyInForce = z.infer<typeof rightsPolicyInForce>;

/** Everything about one person that the person page shows beside identity, consent and conversations (P1). */
export const personRights = z.object({
  person: personView,
  /** Other person documents of the same human. */
  sameHuman: z.array(personView),
  /** Legal bases by number, and where the data came from. */
  bases: z.array(z.object({ number: numberView, basis: z.string().nullable(), purposes: z.array(z.string()) })),
  sources: z.array(z.enum(['import', 'whatsapp', 'entered'])),
  held: z.object({ messages: z.int(), files: z.int(), consents: z.int(), byKind: z.record(z.string(), z.int()) }),
  alerts: z.array(
    z.object({ id: idView, severity: z.string(), state: z.string(), rule: z.string(), lastAt: instantView }),
  ),
  /** Who opened what, newest first: role and time; names for dpos. */
  looks: z.array(z.object({ by: z.string(), role: z.string(), act: z.string(), at: instantView })),
  /** Those to whom it was handed: exports, links. */
  recipients: z.array(
    z.object({ kind: z.enum(['export', 'share', 'consent-proof']), by: z.string(), at: instantView }),
  ),
  corrections: z.array(correctionView),
  requests: z.array(requestRow),
  holds: z.array(holdView),
  exports: z.array(exportView),
  shares: z.array(shareView),
  erasures: z.array(erasureView),
  /** When the oldest message becomes too old under the number's retention; null without one. */
  retainedUntil: instantView.nullable(),
  /** What they are written to in. */
  language: languageView,
  /** Whether a public address is configured: without one there is no portal and no link. */
  portal: z.boolean(),
});
export type PersonRights = z.infer<typeof personRights>;

export const closureView = z.object({
  state: z.enum(['open', 'closing', 'closed']),
  /** What still has to be done before the account may be closed. */
  missing: z.array(z.enum(['export', 'holds', 'requests', 'numbers-linked'])),
});
