/** A number's hours are set by those who may, as a whole, and are in force for what comes next. */
import { expect, test } from 'vitest';
import { authorize } from '../../monitor/src/access/permissions.ts';
import { changeCalendar } from '../../monitor/src/calendar/change.ts';
import { holidaysOfBrazil } from '../../monitor/src/calendar/holidays-of-brazil.ts';
import { readCalendar } from '../../monitor/src/calendar/read.ts';
import { openArchive, user } from './archive.ts';

const dpo = user('1', ['dpo'], null);
const manager = user('2', ['manager'], null);
const auditor = user('3', ['auditor'], null);
const evening = { opens: '18:00', closes: '24:00' };

async function open() {
  const archive = await openArchive();
  return { archive, number: await archive.addNumber('+5511912340001') };
}

test('until somebody sets them the usual hours hold; the change is recorded and in force at once', async () => {
  const { archive, number } = await open();
  await using _ = archive;
  const before = await readCalendar(archive.deps, authorize(auditor, 'number:list'), number);
  // The clock of the archive stands at noon of a working day.
  expect(before).toMatchObject({ open: true, revision: 0, changed: null, zone: 'America/Sao_Paulo' });
  expect((await archive.deps.calendars.of(number)).isOpen(archive.deps.clock())).toBe(true);
  const change = {
    week: Array.from({ length: 7 }, () => evening),
    holidays: ['2026-12-25', '2026-12-25'],
    revision: 0,
  };
  const after = await changeCalendar(archive.deps, authorize(dpo, 'calendar:change'), number, change);
  expect(after).toMatchObject({ open: false, revision: 1, holidays: ['2026-12-25'] });
  expect(after.next?.opens).toBe(Date.UTC(2026, 2, 4, 21));
  await new Promise(setImmediate);
  expect((await archive.deps.calendars.of(number)).isOpen(archive.deps.clock())).toBe(false);
  expect(await archive.acts(number)).toContain('calendar-changed');
});

test('who read an older calendar changes nothing, nor does a day that closes before it opens', async () => {
  const { archive, number } = await open();
  await using _ = archive;
  const authorized = authorize(dpo, 'calendar:change');
  const week = Array.from({ length: 7 }, () => evening);
  await changeCalendar(archive.deps, authorized, number, { week, holidays: [], revision: 0 });
  const late = changeCalendar(archive.deps, authorized, number, { week, holidays: [], revision: 0 });
  await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' });
  const backwards = [{ opens: '18:00', closes: '09:00' }, ...week.slice(1)];
  const wrong = changeCalendar(archive.deps, authorized, number, { week: backwards, holidays: [], revision: 1 });
  await expect(wrong).rejects.toMatchObject({ code: 'bad-request' });
  expect(() => authorize(manager, 'calendar:change')).toThrow();
});

test('the holidays of Brazil that move with Easter are where the calendars print them', () => {
  const moving = (year: number) =>
    holidaysOfBrazil(year)
      .filter(({ name }) => ['carnival-tuesday', 'good-friday', 'corpus-christi'].includes(name))
      .map(({ date }) => date);
  expect(moving(2025)).toEqual(['2025-03-04', '2025-04-18', '2025-06-19']);
  expect(moving(2026)).toEqual(['2026-02-17', '2026-04-03', '2026-06-04']);
  expect(moving(2027)).toEqual(['2027-02-09', '2027-03-26', '2027-05-27']);
});
