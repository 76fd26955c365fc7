/** Sets the business hours of a number: what counts as outside hours, and from when on an answer is late. */
import { type Opening, usualCalendar } from '@atalaia/rules';
import { calendars, type Feed, type NumberId, type Records, type StoredCalendar } from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { CalendarView } from '../api/number-views.ts';
import type { Audit } from '../audit/audit.ts';
import { findOwnNumber } from '../number/amend.ts';
import { Problem } from '../problem.ts';
import { type ReadCalendar, readCalendar } from './read.ts';

export interface ChangeCalendar extends ReadCalendar {
  readonly records: Pick<Records, 'get' | 'insert' | 'replace'>;
  readonly audit: Audit;
  readonly feed: Pick<Feed, 'publish'>;
}

export interface CalendarChange {
  /** Seven, Monday first; null = closed. */
  readonly week: readonly (Opening | null)[];
  readonly holidays: readonly string[];
  /** The revision that was read before; 0 where none was set. */
  readonly revision: number;
}

/**
 * In force for what comes from now on.
 * @throws Problem `not-found`; `bad-request` for a day that closes before it opens; `changed-meanwhile`.
 */
export async function changeCalendar(
  deps: ChangeCalendar,
  authorized: Authorized<'calendar:change'>,
  id: NumberId,
  { week, holidays, revision }: CalendarChange,
): Promise<CalendarView> {
  await findOwnNumber(deps, authorized, id);
  refuseBackwards(week);
  const before = await deps.records.get(calendars, id);
  if ((before?.version ?? 0) !== revision) throw changedMeanwhile();
  const doc: StoredCalendar = {
    id,
    week: [...week],
    holidays: [...new Set(holidays)].sort(),
    changedBy: actorRef(authorized.actor),
    changedAt: deps.clock(),
  };
  await deps.audit.record({
    chain: id,
    actor: authorized.actor,
    act: 'calendar-changed',
    subject: id,
    detail: { days: week.filter((day) => day !== null).length, holidays: doc.holidays.length },
  });
  const outcome = before
    ? await deps.records.replace(calendars, before.version, doc)
    : await deps.records.insert(calendars, doc);
  if (outcome !== 'inserted' && outcome !== 'replaced') throw changedMeanwhile();
  deps.feed.publish({ kind: 'number-changed', id, number: id });
  return readCalendar(deps, authorized, id);
}

function refuseBackwards(week: readonly (Opening | null)[]): void {
  if (week.length !== usualCalendar('UTC').week.length) {
    throw new Problem('bad-request', 'A week has seven days.', { pointer: '/week' });
  }
  for (const [day, opening] of week.entries()) {
    if (opening === null || opening.opens < opening.closes) continue;
    throw new Problem('bad-request', 'A day must close later than it opens.', { pointer: `/week/${day}` });
  }
}

function changedMeanwhile(): Problem {
  return new Problem('changed-meanwhile', 'Somebody changed these hours meanwhile. Look again before you change them.');
}
