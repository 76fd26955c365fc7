/** What everything shown is made of: ids, instants, people, numbers; the shapes on the wire, parsed on both sides. */
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
