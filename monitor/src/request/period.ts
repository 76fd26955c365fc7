/** How long the law gives for an answer, counted in whole days of the company's zone, and when reminders are due. */
import type { Request } from '@atalaia/storage';

type Law = Request['law'];

/** Days after which an unanswered request may be applied by itself. */
const silenceDays = 30;

/**
 * The last millisecond of the last day, in `zone` (IANA). LGPD art. 19 II: fifteen days; GDPR art. 12 (3): one month,
 * which ends on the day of the same number, or on the last one of a shorter month. The day on which it came does not
 * count (Código Civil art. 132; Regulation 1182/71 art. 3). A last day that is a holiday is not put off: to answer
 * earlier is never wrong. Instants in milliseconds.
 */
export function dueOf(law: Law, receivedAt: number, zone: string): number {
  const day = dayOf(receivedAt, zone);
  return endOf(law === 'lgpd' ? day.add({ days: 15 }) : day.add({ months: 1 }), zone);
}

/** GDPR art. 12 (3): two further months, counted with the first from the day on which it came. */
export function extendedDueOf(receivedAt: number, zone: string): number {
  return endOf(dayOf(receivedAt, zone).add({ months: 3 }), zone);
}

/** From then on nobody's answer counts as one where the policy says so. */
export function silentFrom(receivedAt: number, zone: string): number {
  return endOf(dayOf(receivedAt, zone).add({ days: silenceDays }), zone);
}

/** How far the reminders must have gone by `now`. */
export function reminderDue(
  { receivedAt, dueAt, extendedAt }: Pick<Request, 'receivedAt' | 'dueAt' | 'extendedAt'>,
  now: number,
): Request['reminded'] {
  const due = extendedAt ?? dueAt;
  if (now > due) return 'overdue';
  const past = (now - receivedAt) / (due - receivedAt);
  if (past >= 0.8) return 'substitute';
  return past >= 0.5 ? 'half' : 'none';
}

function dayOf(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** A day ends where the next one begins, which is not always at midnight. */
function endOf(day: Temporal.PlainDate, zone: string): number {
  return day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1;
}
