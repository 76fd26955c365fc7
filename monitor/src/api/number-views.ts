/** What the dashboard is shown of numbers, notices, rosters and the monitoring itself. */
import { z } from 'zod';
import { gapReasonView } from './conversation-views.ts';
import { basisView, idView, instantView, languageView, numberView, personView, severityView } from './views.ts';

export const linkView = z.object({
  kind: z.enum(['unlinked', 'pairing', 'connecting', 'connected', 'waiting', 'stopped']),
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
      'other-number',
    ])
    .nullable(),
  since: instantView,
  lastMessageAt: instantView.nullable(),
  /** Why the last try to link a device linked nothing; null once the next one begins. */
  pairingFailed: z.enum(['unreachable', 'code-expired', 'outdated', 'refused']).nullable(),
  /** WhatsApp refused to let us write first: no notices go out until somebody resumes them. */
  outreachRefusedAt: instantView.nullable(),
});
export type LinkView = z.infer<typeof linkView>;

/** What must be done before a number captures, in the order in which people do it. */
export const readinessItem = z.enum([
  'controller',
  'dpo-contact',
  'basis',
  'purposes',
  'mode',
  'retention',
  'duty-manager',
  'notice',
  'roster',
  'acknowledgements',
  'recovery-kit',
  'link',
  'test',
]);
export type ReadinessItem = z.infer<typeof readinessItem>;

export const purposeView = z.enum(['quality', 'fraud-prevention', 'legal-duty', 'security', 'dispute']);

/** What a dpo decides about a number. Null = not decided yet. */
export const captureFields = z.object({
  controller: z.string().trim().min(1).max(200).nullable(),
  dpoContact: z.string().trim().min(3).max(200).nullable(),
  policyAddress: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
  basis: basisView.nullable(),
  mode: z.enum(['notice', 'opt-in']).nullable(),
  notifiedBy: z.enum(['accepted', 'delivered', 'read']),
  purposes: z.array(purposeView).max(5),
  retentionMonths: z.int().min(1).max(600).nullable(),
  renewAfterMonths: z.int().min(1).max(120).nullable(),
  dutyManager: idView.nullable(),
});
export type CaptureFields = z.infer<typeof captureFields>;

export const numberDetail = numberView.extend({
  language: languageView,
  capture: captureFields,
  /** How many groups may be captured. */
  groups: z.int(),
  link: linkView,
  /** False where another program has the number's journal, or it can't be read. */
  usable: z.boolean(),
  risk: z.object({ at: instantView, by: z.string() }).nullable(),
  testedAt: instantView.nullable(),
  armedAt: instantView.nullable(),
  /** Items of the go-live checklist that are not done yet, in their order. */
  missing: z.array(readinessItem),
  /** Who may be on duty for this number; empty for those who do not decide it. */
  managers: z.array(z.object({ id: idView, name: z.string() })),
});
export type NumberDetail = z.infer<typeof numberDetail>;

/** `HH:MM`; a day may close at 24:00. */
const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const weekView = z.array(z.object({ opens: timeOfDay, closes: timeOfDay }).nullable()).length(7);

/** What somebody sets of a number's business hours, as a whole. */
export const calendarFields = z.object({
  /** Monday first; null = closed on that day. */
  week: weekView,
  holidays: z.array(z.iso.date()).max(400),
  /** That of the calendar that was read before. */
  revision: z.int().min(0),
});

export const holidayName = z.enum([
  'new-year',
  'carnival-monday',
  'carnival-tuesday',
  'good-friday',
  'tiradentes',
  'labour-day',
  'corpus-christi',
  'independence',
  'our-lady-aparecida',
  'all-souls',
  'republic',
  'black-consciousness',
  'christmas',
]);

/** When a number answers, in its own zone. */
export const calendarView = calendarFields.extend({
  zone: z.string(),
  /** Whether it is open right now, and its present or next hours; null if it never opens. */
  open: z.boolean(),
  next: z.object({ opens: instantView, closes: instantView }).nullable(),
  /** Holidays of this year and the next that may be added at once. */
  offered: z.array(z.object({ date: z.iso.date(), name: holidayName })),
  /** Who set it; null while the usual hours hold. */
  changed: z.object({ by: z.string(), at: instantView }).nullable(),
});
export type CalendarView = z.infer<typeof calendarView>;

/** The code to scan or to type on the phone; null until WhatsApp has sent one. Never on the live socket. */
export const pairingView = z.object({
  state: linkView,
  code: z.object({ by: z.enum(['qr', 'code']), text: z.string(), until: instantView }).nullable(),
});

export const groupView = z.object({
  id: idView,
  subject: z.string(),
  /** Null while the number is not connected. */
  members: z.int().nullable(),
  allowed: z.boolean(),
});
export type GroupView = z.infer<typeof groupView>;

/** One day of a number: received = stored + withheld + excluded + undecryptable. */
export const ledgerDay = z.object({
  day: z.iso.date(),
  received: z.int(),
  stored: z.int(),
  withheld: z.int(),
  excluded: z.int(),
  undecryptable: z.int(),
  mediaPending: z.int(),
  mediaKept: z.int(),
  mediaExpired: z.int(),
  minutesDisconnected: z.int(),
  addsUp: z.boolean(),
  /** `open` until the day has ended; then whether the signature is that of these figures. */
  signature: z.enum(['open', 'valid', 'broken']),
});
export type LedgerDay = z.infer<typeof ledgerDay>;

export const gapView = z.object({ id: idView, from: instantView, to: instantView.nullable(), reason: gapReasonView });
export type GapView = z.infer<typeof gapView>;

export const noticeRow = z.object({
  id: idView,
  language: languageView,
  revision: z.int(),
  state: z.enum(['draft', 'live', 'retired']),
  /** The two lines in the chat. */
  chat: z.string(),
  long: z.string(),
  hash: z.string(),
  /** Whether contacts are told anew. */
  material: z.boolean(),
  /** The number's facts have changed since it was written. */
  outdated: z.boolean(),
  by: z.string(),
  createdAt: instantView,
  approvedBy: z.string().nullable(),
  approvedAt: instantView.nullable(),
});
export type NoticeRow = z.infer<typeof noticeRow>;

export const rosterAgent = z.object({
  agent: personView,
  acknowledgement: z.object({
    /** `outdated`: the policy has changed since. */
    state: z.enum(['none', 'awaited', 'expired', 'acknowledged', 'outdated']),
    at: instantView.nullable(),
    language: languageView.nullable(),
    /** SHA-256 of the policy as it was shown. */
    policy: z.string().nullable(),
  }),
  /** Newest first; the first is current if it has no end. */
  rows: z.array(z.object({ id: idView, device: z.int().nullable(), from: instantView, to: instantView.nullable() })),
});
export type RosterAgent = z.infer<typeof rosterAgent>;

export const policyView = z.object({ 'pt-BR': z.string(), en: z.string(), es: z.string() });

export const systemAlertView = z.object({
  id: idView,
  number: numberView,
  kind: z.enum([
    'monitoring-interrupted',
    'outreach-refused',
    'objection',
    'data-asked',
    'erasure-asked',
    'possible-same-person',
    'undecryptable',
    'media-expired',
    'ledger-broken',
    'request-opened',
    'request-half',
    'request-substitute',
    'request-overdue',
  ]),
  severity: severityView,
  person: personView.nullable(),
  state: z.enum(['open', 'done']),
  at: instantView,
  doneBy: z.string().nullable(),
  doneAt: instantView.nullable(),
  /** Whether the reader may mark it as done. */
  mayClose: z.boolean(),
});
export type SystemAlertView = z.infer<typeof systemAlertView>;
