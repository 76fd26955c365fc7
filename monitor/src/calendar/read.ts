/** Shows the business hours of a number, when they are next, and which holidays may be added. */
import { businessHours } from '@atalaia/rules';
import { type Clock, calendars, type NumberId, type Records, type Vault } from '@atalaia/storage';
import type { Authorized, Permission } from '../access/permissions.ts';
import type { CalendarView } from '../api/number-views.ts';
import { findOwnNumber } from '../number/amend.ts';
import { actorNames } from '../person/actor-name.ts';
import { calendarOf } from './calendars.ts';
import { holidaysOfBrazil } from './holidays-of-brazil.ts';

export interface ReadCalendar {
  readonly records: Pick<Records, 'get'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly clock: Clock;
}

/** @throws Problem `not-found` */
export async function readCalendar(
  deps: ReadCalendar,
  authorized: Authorized<Permission>,
  number: NumberId,
): Promise<CalendarView> {
  const { zone } = await findOwnNumber(deps, authorized, number);
  const [calendar, set] = await Promise.all([calendarOf(deps, number), deps.records.get(calendars, number)]);
  const now = deps.clock();
  const hours = businessHours(calendar);
  const year = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).year;
  return {
    zone,
    week: [...calendar.week],
    holidays: [...calendar.holidays],
    open: hours.isOpen(now),
    next: hours.next(now) ?? null,
    offered: [year, year + 1].flatMap((each) => [...holidaysOfBrazil(each)]),
    revision: set?.version ?? 0,
    changed: set ? { by: await actorNames(deps)(set.doc.changedBy), at: set.doc.changedAt } : null,
  };
}
