/** What the dashboard is shown: the shapes on the wire, parsed on both sides. */
import { z } from 'zod';

export const idView = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
/** E.164: plus sign and 8 to 15 digits. */
export const e164 = z.string().regex(/^\+[1-9][0-9]{7,14}$/);
export const severityView = z.enum(['low', 'medium', 'high', 'critical']);
export const languageView = z.enum(['pt-BR', 'en', 'es']);
export const roleView = z.enum(['administrator', 'manager', 'dpo', 'agent', 'auditor']);
export const basisView = z.enum([
  'consent',
  'legitimate-interest',
  'legal-obligation',
  'exercise-of-rights',
  'contract',
]);
export const translatedView = z.object({ 'pt-BR': z.string(), en: z.string(), es: z.string() });
/** Milliseconds since the epoch, UTC. */
export const instantView = z.int();

/** The consent badge; one component everywhere. The last four go before the rest: nothing more is kept of this person. */
export const noticeView = z.enum([
  'unknown',
  'notified',
  'agreed',
  'refused',
  'imported-without-notice',
  'excluded',
  'suppressed',
  'restricted',
  'locked',
]);

/** What can happen between a person and the notice. */
export const consentKindView = z.enum([
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
]);

/** A person as shown: a pseudonym (`code`, four characters) until revealed; then name and phone too. */
export const personView = z.object({
  id: idView,
  code: z.string(),
  role: z.enum(['contact', 'agent', 'unknown']),
  notice: noticeView,
  name: z.string().nullable(),
  phone: z.string().nullable(),
});
export type PersonView = z.infer<typeof personView>;

export const numberView = z.object({ id: idView, phone: z.string(), label: z.string().nullable(), zone: z.string() });
export type NumberView = z.infer<typeof numberView>;

/** A rule as the queue and the alert page speak of it. Company terms have pack `company`. */
export const ruleView = z.object({
  ref: z.string(),
  title: translatedView,
  why: translatedView,
  source: z.string().nullable(),
  kind: z.enum(['lexicon', 'pattern', 'entity', 'conduct', 'learned']),
  severity: severityView,
  effect: z.enum(['alert', 'tag']),
  from: z.enum(['agent', 'contact']).nullable(),
  /** `dpo`: only dpos see its hits and alerts. */
  audience: z.enum(['dpo']).nullable(),
  /** What to do first when it fires. */
  protocol: translatedView.nullable(),
  /** Short form of the rule set's version. */
  version: z.string(),
});
export type RuleView = z.infer<typeof ruleView>;

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

/** A hit in a shown message: UTF-16 offsets in `text` as shown (masking keeps the length). */
export const hitView = z.object({
  id: idView,
  message: idView,
  rule: ruleView,
  severity: severityView,
  start: z.int(),
  end: z.int(),
  at: instantView,
});
export type HitView = z.infer<typeof hitView>;

export const messageKind = z.enum([
  'text',
  'system',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contact',
  'poll',
  'deleted',
  'omitted',
  'view-once',
  'call',
  'edit',
  'revoke',
  'reaction',
  'poll-vote',
  'file-kept',
  'file-expired',
  'unreadable',
]);

/** Words of a message as they stood from `at` on: its first ones, or those of an edit, which has an id of its own. */
export const versionView = z.object({
  id: idView,
  at: instantView,
  /** Null if the words cannot be read: erased, damaged, or an edit that could not be decrypted. */
  text: z.string().nullable(),
  hits: z.array(hitView),
});
export type VersionView = z.infer<typeof versionView>;

/** What happened to a message after it was sent. The message itself is kept as it came. */
export const aftermathView = z.object({
  /** Edits, oldest first; the message's own `text` is the first version. */
  edits: z.array(versionView),
  /** Deleted for everyone; null if it was not. */
  revoked: z.object({ at: instantView, author: personView.nullable() }).nullable(),
  /** The latest of each person. */
  reactions: z.array(z.object({ author: personView.nullable(), emoji: z.string() })),
  /** Of a poll: its options, each with who chose it last. */
  options: z.array(z.object({ place: z.int(), text: z.string(), voters: z.array(personView.nullable()) })),
});
export type AftermathView = z.infer<typeof aftermathView>;

export const messageView = z.object({
  id: idView,
  author: personView.nullable(),
  from: z.enum(['agent', 'contact', 'unknown']),
  /** How it is known who wrote for the company: by device, by the roster, or only which number; null for everyone else. */
  attribution: z.enum(['device', 'roster', 'number']).nullable(),
  kind: messageKind,
  at: instantView,
  /** With names, numbers and identifiers replaced by `•` of the same length while masked; null if it cannot be read. */
  text: z.string().nullable(),
  /** Why `text` is null: true if its row was damaged on disk, else its key was destroyed. */
  damaged: z.boolean(),
  masked: z.boolean(),
  edited: z.boolean(),
  forwarded: z.boolean(),
  viewOnce: z.boolean(),
  /** The message that this one answers, as the archive has it; `not-kept` where it has none. */
  quotes: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('not-kept') }),
      z.object({
        kind: z.literal('kept'),
        id: idView,
        author: personView.nullable(),
        from: z.enum(['agent', 'contact', 'unknown']),
        of: messageKind,
        text: z.string().nullable(),
      }),
    ])
    .nullable(),
  aftermath: aftermathView,
  /** Accepted corrections, oldest first: they stand beside the words, which never change. */
  corrections: z.array(z.object({ id: idView, text: z.string().nullable(), at: instantView })),
  /** Whether there is a file: `pending` while it is being fetched, `expired` if WhatsApp no longer had it, `erased` if it went and the words stayed. */
  file: z.enum(['none', 'missing', 'pending', 'kept', 'expired', 'erased']),
  /** A kept file; fetched at `/api/messages/{id}/media` with the id given here, which is an audited act. */
  media: z
    .object({
      id: idView,
      type: z.string(),
      size: z.int(),
      name: z.string().nullable(),
      /** Whether a page may show or play it; all else is a download. */
      shownInline: z.boolean(),
    })
    .nullable(),
  hits: z.array(hitView),
});
export type MessageView = z.infer<typeof messageView>;

/** Why a number did not hear WhatsApp; `unknown` where a later version wrote a reason that this one has no word for. */
export const gapReasonView = z.enum([
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
  'other-number',
  'unlinked',
  'not-running',
  'unknown',
]);

/** Between messages: that something was not kept, that nobody listened, or what the person was told and answered. */
export const lineView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('withheld'),
    id: idView,
    from: instantView,
    to: instantView,
    count: z.int(),
    /** There were more than `count`. */
    more: z.boolean(),
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
  }),
  z.object({
    kind: z.literal('gap'),
    id: idView,
    from: instantView,
    /** Null while it lasts. */
    to: instantView.nullable(),
    reason: gapReasonView,
    /** Where what came meanwhile is: delivered afterwards, never delivered to us, or not known. */
    content: z.enum(['delivered-later', 'not-here', 'unknown']),
  }),
  /** One notice on its way: it stands where it was sent, whenever it arrived. */
  z.object({
    kind: z.literal('notice'),
    id: idView,
    from: instantView,
    language: languageView.nullable(),
    revision: z.int().nullable(),
    /** The exact words; null where they are not kept. */
    text: z.string().nullable(),
    sentAt: instantView.nullable(),
    deliveredAt: instantView.nullable(),
    readAt: instantView.nullable(),
    refusedAt: instantView.nullable(),
    /** In a group: how many it has reached so far, and how many have read it. */
    delivered: z.int(),
    read: z.int(),
  }),
  z.object({
    kind: z.literal('consent'),
    id: idView,
    from: instantView,
    event: consentKindView,
    /** Several in a group. */
    persons: z.array(personView),
  }),
]);
export type LineView = z.infer<typeof lineView>;

/** One page of a conversation, oldest first. Reading it is one disclosure. */
export const conversationPage = z.object({
  id: idView,
  number: numberView,
  group: z.boolean(),
  title: z.string().nullable(),
  persons: z.array(personView),
  /** Its contact was erased then; null for all others. */
  erasedAt: instantView.nullable(),
  /** Until when names are shown to this user; null while masked. */
  revealedUntil: instantView.nullable(),
  /** The server's time of this answer: what is left of a reveal is counted from it, not from the reader's clock. */
  now: instantView,
  messages: z.array(messageView),
  /** By time; the same line may be on the page before or after too. */
  lines: z.array(lineView),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** At the end: what to ask after to see what came since. */
  last: z.string().nullable(),
});
export type ConversationPage = z.infer<typeof conversationPage>;

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

export const importCounts = z.object({
  entries: z.int(),
  messages: z.int(),
  systemLines: z.int(),
  media: z.int(),
  people: z.int(),
  stored: z.int(),
  alreadyStored: z.int(),
  withheld: z.int(),
  /** Files of messages that were stored earlier without them. */
  filesLeft: z.int(),
  alerts: z.int(),
});
export type ImportCounts = z.infer<typeof importCounts>;
export const importView = z.object({
  id: idView,
  number: numberView,
  by: z.string(),
  basis: basisView,
  state: z.enum(['waiting', 'running', 'done', 'refused']),
  /** Entries dealt with so far, and in all once known. */
  done: z.int(),
  total: z.int().nullable(),
  /** While refused: a stable code and the sentence that names file and line. */
  problem: z.object({ code: z.string(), sentence: z.string() }).nullable(),
  counts: importCounts,
  createdAt: instantView,
  endedAt: instantView.nullable(),
});
export type ImportView = z.infer<typeof importView>;

export const userView = z.object({
  id: idView,
  email: z.string(),
  name: z.string().nullable(),
  roles: z.array(roleView),
  numbers: z.array(idView).nullable(),
  rights: z.array(z.enum(['export', 'erase'])),
  /** Who they are among the persons of the archive: nobody decides about themselves. */
  person: idView.nullable(),
  state: z.enum(['invited', 'active', 'ended']),
  language: languageView,
  totp: z.boolean(),
});
export type UserView = z.infer<typeof userView>;

/** Acts that a screen may offer; the server decides again at each call. */
export const act = z.enum([
  'alert:list',
  'alert:read',
  'alert:decide',
  'conversation:read',
  'person:list',
  'person:read',
  'person:reveal',
  'person:exclude',
  'person:export',
  'person:erase',
  'person:restrict',
  'person:correct',
  'right:read',
  'request:list',
  'request:answer',
  'share:make',
  'erasure:list',
  'hold:list',
  'hold:place',
  'hold:lift',
  'retention:list',
  'retention:set',
  'company:export',
  'company:close',
  'consent:enter',
  'doubt:settle',
  'archive:search',
  'import:run',
  'import:list',
  'rule:list',
  'rule:change',
  'term:change',
  'replay:run',
  'budget:change',
  'user:list',
  'user:change',
  'number:list',
  'number:change',
  'number:link',
  'calendar:change',
  'number:set-up',
  'number:arm',
  'notice:draft',
  'notice:approve',
  'roster:list',
  'roster:change',
  'system-alert:list',
  'audit:read',
]);
export type Act = z.infer<typeof act>;
export const meView = userView.extend({ acts: z.array(act) });
export type MeView = z.infer<typeof meView>;

/** A company term as the form shows it: words, severity, direction, exceptions, an example. */
export const termFields = z.object({
  words: z.array(z.string().trim().min(2).max(200)).min(1).max(200),
  severity: severityView,
  from: z.enum(['agent', 'contact']).nullable(),
  except: z.array(z.string().trim().min(2).max(200)).max(100),
  example: z.string().trim().min(1).max(2000),
  note: z.string().trim().max(500),
});
export const termView = termFields.extend({
  id: idView,
  revision: z.int(),
  by: z.string(),
  createdAt: instantView,
});
export type TermView = z.infer<typeof termView>;

export const auditRow = z.object({
  chain: z.string(),
  sequence: z.int(),
  at: instantView,
  actor: z.string(),
  act: z.string(),
  subject: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A checkpoint file as it leaves the machine. */
export const receivedCheckpoint = z.object({
  at: z.int(),
  heads: z.array(z.object({ chain: z.string().max(64), sequence: z.int().min(0), hash: sha256 })).max(10_000),
  fingerprint: sha256,
  signature: z.string().max(200),
});
export type ReceivedCheckpoint = z.infer<typeof receivedCheckpoint>;
