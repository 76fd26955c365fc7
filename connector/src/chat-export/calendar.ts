/** Reads a written date under an order and a calendar. */
import type { WrittenDate } from './header.ts';
import type { Calendar, DateOrder } from './model.ts';

export interface DateReading {
  readonly order: DateOrder;
  readonly calendar: Calendar;
}

export interface DateParts {
  /** As written. */
  readonly year: number;
  readonly yearDigits: number;
  readonly month: number;
  readonly day: number;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Year, month and day under an order, or undefined if that order cannot be meant. */
export function dateParts(date: WrittenDate, order: DateOrder): DateParts | undefined {
  const ymd = order === 'ymd';
  const year = ymd ? date.first : date.third;
  const yearDigits = ymd ? date.firstDigits : date.thirdDigits;
  const month = order === 'mdy' ? date.first : date.second;
  const day = ymd ? date.third : order === 'mdy' ? date.second : date.first;
  const otherDigits = ymd ? date.thirdDigits : date.firstDigits;
  if (date.era?.kind === 'japanese' && !ymd) return undefined;
  const shortYear = ymd && yearDigits === 1;
  if (otherDigits > 2 || (yearDigits !== 4 && yearDigits !== 2 && !shortYear)) return undefined;
  if (date.dotted && (order === 'mdy' || (ymd && yearDigits !== 4))) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return { year, yearDigits, month, day };
}

/**
 * The calendar that a written year belongs to. Their ranges do not meet: WhatsApp began in 2009, which is 2552 in
 * the Buddhist and 1388 in the Persian calendar; of two digits, up to 51 is Gregorian and the rest Buddhist. A date
 * that begins with a year up to 8 is Japanese, of the era Reiwa: WhatsApp did not exist in 2008.
 */
export function calendarOf(date: WrittenDate, parts: DateParts, order: DateOrder): Calendar | undefined {
  if (date.era) return date.era.kind;
  const { year, yearDigits } = parts;
  if (yearDigits <= 2 && order === 'ymd' && year <= 8) return 'japanese';
  if (yearDigits <= 2) return year < 52 ? 'gregorian' : 'buddhist';
  if (year >= 1970 && year <= 2199) return 'gregorian';
  if (year >= 2513 && year <= 2742) return 'buddhist';
  if (year >= 1349 && year <= 1499) return 'persian';
  return undefined;
}

/** `YYYY-MM-DD` of the Gregorian calendar, or undefined if there is no such day. */
export function isoDate(date: WrittenDate, reading: DateReading): string | undefined {
  const parts = dateParts(date, reading.order);
  if (!parts) return undefined;
  const { month, day } = parts;
  if (reading.calendar === 'persian') return fromPersian(parts);
  const year = gregorianYear(date, parts, reading.calendar);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day > (month === 2 && !leap ? 28 : (DAYS[month - 1] ?? 0))) return undefined;
  return iso(year, month, day);
}

function gregorianYear(date: WrittenDate, parts: DateParts, calendar: Exclude<Calendar, 'persian'>): number {
  const { year, yearDigits } = parts;
  switch (calendar) {
    case 'gregorian':
      return yearDigits <= 2 ? 2000 + year : year;
    case 'buddhist':
      return (yearDigits <= 2 ? 2500 + year : year) - 543;
    case 'japanese':
      // Without its era a Japanese year is of the present one, Reiwa.
      return (date.era?.kind === 'japanese' ? date.era.before : 2018) + year;
    default:
      return calendar satisfies never;
  }
}

function fromPersian({ year, month, day }: DateParts): string | undefined {
  try {
    const date = Temporal.PlainDate.from({ calendar: 'persian', year, month, day }, { overflow: 'reject' });
    return date.withCalendar('iso8601').toString();
  } catch {
    return undefined;
  }
}

function iso(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
