/** When a company works: hours for each weekday and holidays, in a time zone; days on which the clock changes count as they are. */

/** The business hours of a number. */
export interface Calendar {
  /** IANA name, such as America/Sao_Paulo. */
  readonly zone: string;
  /** Seven entries, Monday first; null = closed on that weekday. */
  readonly week: readonly (Opening | null)[];
  /** Local dates (YYYY-MM-DD) on which nobody works. */
  readonly holidays: readonly string[];
}

/** Local times `HH:MM`; it closes later than it opens, at `24:00` at the latest. */
export interface Opening {
  readonly opens: string;
  readonly closes: string;
}

/** Monday to Friday, 9 to 18: what holds for a number until somebody says otherwise. */
export function usualCalendar(zone: string): Calendar {
  const day = { opens: '09:00', closes: '18:00' };
  return { zone, week: [day, day, day, day, day, null, null], holidays: [] };
}

/** Questions to a calendar. Instants are UTC milliseconds. */
export interface BusinessHours {
  isOpen(at: number): boolean;
  /** The instant by which so many minutes of business hours have passed; undefined if a year is not enough. */
  after(from: number, minutes: number): number | undefined;
  /** The next opening that has not ended at `at`; undefined if there is none within a year. */
  next(at: number): { readonly opens: number; readonly closes: number } | undefined;
}

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60_000;
const daysAhead = 366;
/** Local days whose hours are kept in memory. */
const daysKept = 1000;
/** Days from 1970 to the last that a date can be; nobody works beyond. */
const lastDay = 99_999_990;

/** @throws RangeError if the zone or a time does not exist. */
export function businessHours(calendar: Calendar): BusinessHours {
  const days = new Map<number, Span | undefined>();
  const holidays = new Set(calendar.holidays);
  const spanOf = (day: number) => {
    if (!days.has(day)) {
      if (days.size >= daysKept) days.clear();
      days.set(day, spanOfDay(calendar, holidays, day));
    }
    return days.get(day);
  };
  const next = (at: number) => {
    for (const span of spansFrom(spanOf, at, at + daysAhead * dayMs)) if (span.closes > at) return span;
    return undefined;
  };
  return {
    isOpen: (at) => {
      for (const { opens, closes } of spansFrom(spanOf, at, at)) if (opens <= at && at < closes) return true;
      return false;
    },
    after: (from, minutes) => {
      let left = minutes * minuteMs;
      for (const { opens, closes } of spansFrom(spanOf, from, from + daysAhead * dayMs)) {
        const begins = Math.max(opens, from);
        if (closes <= begins) continue;
        if (closes - begins >= left) return begins + left;
        left -= closes - begins;
      }
      return undefined;
    },
    next,
  };
}

interface Span {
  readonly opens: number;
  readonly closes: number;
}

/** Hours of all local days that touch [from, to]: no zone is a whole day away from UTC. */
function* spansFrom(spanOf: (day: number) => Span | undefined, from: number, to: number): Generator<Span> {
  const first = Math.max(Math.floor(from / dayMs) - 1, -lastDay);
  const last = Math.min(Math.floor(to / dayMs) + 1, lastDay);
  for (let day = first; day <= last; day++) {
    const span = spanOf(day);
    if (span) yield span;
  }
}

/** `day`: local days since 1970-01-01. A time that the clock skips is moved to after the gap. */
function spanOfDay({ zone, week }: Calendar, holidays: ReadonlySet<string>, day: number): Span | undefined {
  const date = new Temporal.PlainDate(1970, 1, 1).add({ days: day });
  const opening = week[date.dayOfWeek - 1];
  if (!opening || holidays.has(date.toString())) return undefined;
  const instantOf = (time: string) =>
    (time === '24:00'
      ? date.add({ days: 1 }).toZonedDateTime(zone)
      : date.toZonedDateTime({ timeZone: zone, plainTime: time })
    ).epochMilliseconds;
  return { opens: instantOf(opening.opens), closes: instantOf(opening.closes) };
}
