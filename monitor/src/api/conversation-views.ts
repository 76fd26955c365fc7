/** What the dashboard is shown of a conversation: messages with what happened to them, and the lines between them. */
import { z } from 'zod';
import { ruleView } from './rule-views.ts';
import { consentKindView, idView, instantView, languageView, numberView, personView, severityView } from './views.ts';

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
