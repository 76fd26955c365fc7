/** The national holidays of Brazil in a year (Laws 662/1949, 6.802/1980, 9.093/1995, 14.759/2023), offered for a calendar. */
import type { z } from 'zod';
import { holidayName } from '../api/number-views.ts';

export interface NationalHoliday {
  /** Local date, YYYY-MM-DD. */
  readonly date: string;
  readonly name: HolidayName;
}

type HolidayName = z.infer<typeof holidayName>;

/** With carnival and Corpus Christi, on which most companies close though no national law says so. In the order of the year. */
export function holidaysOfBrazil(year: number): readonly NationalHoliday[] {
  const easter = easterOf(year);
  const moved = (days: number) => easter.add({ days }).toString();
  const fixed = (month: number, day: number) => new Temporal.PlainDate(year, month, day).toString();
  const dates: Readonly<Record<HolidayName, string>> = {
    'new-year': fixed(1, 1),
    'carnival-monday': moved(-48),
    'carnival-tuesday': moved(-47),
    'good-friday': moved(-2),
    tiradentes: fixed(4, 21),
    'labour-day': fixed(5, 1),
    'corpus-christi': moved(60),
    independence: fixed(9, 7),
    'our-lady-aparecida': fixed(10, 12),
    'all-souls': fixed(11, 2),
    republic: fixed(11, 15),
    'black-consciousness': fixed(11, 20),
    christmas: fixed(12, 25),
  };
  return holidayName.options
    .map((name) => ({ name, date: dates[name] }))
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Easter Sunday of the Gregorian calendar, by the anonymous algorithm that Nature printed in 1876. */
function easterOf(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return new Temporal.PlainDate(year, Math.floor(days / 31), (days % 31) + 1);
}
