/** The business hours of each number, kept ready because every message asks for them. */
import { type BusinessHours, businessHours, type Calendar, usualCalendar } from '@atalaia/rules';
import { calendars, type Feed, type NumberId, numbers, type Records } from '@atalaia/storage';

export interface Calendars extends Disposable {
  /** As they are set now. */
  of(number: NumberId): Promise<BusinessHours>;
}

export interface CalendarsDeps {
  readonly records: Pick<Records, 'get'>;
  readonly feed: Pick<Feed, 'subscribe'>;
}

/** What is announced as a change of the number is read again. */
export function openCalendars(deps: CalendarsDeps): Calendars {
  const known = new Map<NumberId, Promise<BusinessHours>>();
  const subscription = deps.feed.subscribe((event) => {
    if (event.kind === 'number-changed' && event.number !== undefined) known.delete(event.number);
  });
  return {
    of(number) {
      const ready = known.get(number);
      if (ready) return ready;
      const reading = calendarOf(deps, number).then(businessHours);
      known.set(number, reading);
      reading.catch(() => known.delete(number));
      return reading;
    },
    [Symbol.dispose]: () => subscription[Symbol.dispose](),
  };
}

/** The hours that were set, in the number's zone; the usual ones where nobody set any. */
export async function calendarOf(deps: Pick<CalendarsDeps, 'records'>, number: NumberId): Promise<Calendar> {
  const [of, set] = await Promise.all([deps.records.get(numbers, number), deps.records.get(calendars, number)]);
  if (!of) throw new Error(`Number ${number} is missing.`);
  const { zone } = of.doc;
  return set ? { zone, week: set.doc.week, holidays: set.doc.holidays } : usualCalendar(zone);
}
