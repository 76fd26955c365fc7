/** Decides from all dates of a file whether the day, the month or the year comes first. */
import { calendarOf, dateParts } from './calendar.ts';
import type { Header } from './header.ts';
import type { Calendar, DateOrder } from './model.ts';

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];
const MINUTES_OF_A_DAY = 1440;

interface OrderEvidence {
  /** Dates that this order cannot mean. */
  impossible: number;
  /** Steps of more than a day into the past: an export runs forward. */
  backward: number;
  last: number;
  readonly calendars: Map<Calendar, number>;
}

export interface DateEvidence {
  readonly orders: Readonly<Record<DateOrder, OrderEvidence>>;
  padded: boolean;
  twelveHour: number;
  dates: number;
}

export function noDates(): DateEvidence {
  const none = (): OrderEvidence => ({ impossible: 0, backward: 0, last: 0, calendars: new Map() });
  return {
    orders: { dmy: none(), mdy: none(), ymd: none() },
    padded: false,
    twelveHour: 0,
    dates: 0,
  };
}

export function observeDate(evidence: DateEvidence, header: Header): void {
  evidence.dates += 1;
  evidence.padded ||= header.date.padded;
  if (header.clock === 12) evidence.twelveHour += 1;
  for (const order of ORDERS) {
    const under = evidence.orders[order];
    const parts = dateParts(header.date, order);
    const calendar = parts && calendarOf(header.date, parts, order);
    if (!parts || !calendar) {
      under.impossible += 1;
      continue;
    }
    under.calendars.set(calendar, (under.calendars.get(calendar) ?? 0) + 1);
    const era = header.date.era?.kind === 'japanese' ? header.date.era.before : 0;
    const days = ((era + parts.year) * 12 + parts.month) * 31 + parts.day;
    const at = days * MINUTES_OF_A_DAY + header.hour * 60 + header.minute;
    if (at < under.last - MINUTES_OF_A_DAY) under.backward += 1;
    under.last = at;
  }
}

export interface DecidedDates {
  readonly order: DateOrder;
  readonly certain: boolean;
  readonly calendar: Calendar;
}

/**
 * The order with the fewest impossible dates, then the fewest steps into the past. If that leaves a draw, the
 * language decides, and for English the style: only the American one is 12-hour without leading zeros; then the
 * order is still certain unless the regions of that language differ.
 */
export function decideDates(
  evidence: DateEvidence,
  language: { readonly locale: string; readonly dateOrder: DateOrder | 'varies' } | undefined,
): DecidedDates {
  const fewest = Math.min(...ORDERS.map((order) => evidence.orders[order].impossible));
  const possible = ORDERS.filter((order) => evidence.orders[order].impossible === fewest);
  const straightest = Math.min(...possible.map((order) => evidence.orders[order].backward));
  const straight = possible.filter((order) => evidence.orders[order].backward === straightest);
  // A short year comes first in a few languages only; elsewhere "20/06/19" is no date of 2020.
  const yearMayLead = language?.dateOrder === 'ymd' || straight.length === 1;
  const left = yearMayLead ? straight : straight.filter((order) => order !== 'ymd');
  const guess = guessOrder(evidence, language);
  const order = left.includes(guess) ? guess : (left[0] ?? 'dmy');
  const byLanguage = language !== undefined && language.dateOrder === order;
  return {
    order,
    certain: left.length === 1 || byLanguage,
    calendar: decideCalendar(evidence, order),
  };
}

function guessOrder(
  evidence: DateEvidence,
  language: { readonly dateOrder: DateOrder | 'varies' } | undefined,
): DateOrder {
  if (language && language.dateOrder !== 'varies') return language.dateOrder;
  const american = evidence.twelveHour * 2 > evidence.dates && !evidence.padded;
  return american ? 'mdy' : 'dmy';
}

function decideCalendar(evidence: DateEvidence, order: DateOrder): Calendar {
  const [most] = [...evidence.orders[order].calendars].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 'gregorian';
}
