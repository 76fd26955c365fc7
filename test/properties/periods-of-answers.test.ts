/** The time for an answer is counted in whole days where the company is, across months, leap years and clock changes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueOf, extendedDueOf, reminderDue, silentFrom } from '../../monitor/src/request/period.ts';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();

const zones = ['America/Sao_Paulo', 'America/Noronha', 'Europe/Lisbon', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
const received = fc.tuple(
  fc.constantFrom(...zones),
  fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2035, 0) }),
  fc.constantFrom('lgpd' as const, 'gdpr' as const),
);
const dayOf = (at: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
/** The day itself, or the one before where the zone never had it: Samoa had no 30 December 2011. */
const lived = (day: Temporal.PlainDate, zone: string) =>
  day.toZonedDateTime(zone).toPlainDate().equals(day) ? day : day.subtract({ days: 1 });

test('a last day the zone never had ends with the day before', () => {
  const zone = 'Pacific/Apia';
  const received = Temporal.PlainDateTime.from('2011-11-30T12:00').toZonedDateTime(zone).epochMilliseconds;
  expect(dayOf(dueOf('gdpr', received, zone), zone).toString()).toBe('2011-12-29');
});

test('fifteen days end with the fifteenth day after the one on which it came', () => {
  fc.assert(
    fc.property(received, ([zone, at]) => {
      const due = dueOf('lgpd', at, zone);
      const last = lived(dayOf(at, zone).add({ days: 15 }), zone);
      expect(dayOf(due, zone).equals(last)).toBe(true);
      expect(dayOf(due + 1, zone).equals(last)).toBe(false);
    }),
    { seed, numRuns: 300 },
  );
});

test('one month ends on the same day of the next, or on its last; three count from the beginning', () => {
  fc.assert(
    fc.property(received, ([zone, at]) => {
      const day = dayOf(at, zone);
      for (const [end, months] of [
        [dueOf('gdpr', at, zone), 1],
        [extendedDueOf(at, zone), 3],
      ] as const) {
        const month = day.with({ day: 1 }).add({ months });
        const last = lived(month.with({ day: Math.min(day.day, month.daysInMonth) }), zone);
        expect(dayOf(end, zone).toString()).toBe(last.toString());
        expect(dayOf(end + 1, zone).equals(last)).toBe(false);
      }
    }),
    { seed, numRuns: 300 },
  );
});

test('requests of one day are due together, and never before one of the day before', () => {
  fc.assert(
    fc.property(received, fc.integer({ min: 0, max: 48 * 60 }), ([zone, at, law], minutes) => {
      const later = at + minutes * 60_000;
      const [first, second] = [dueOf(law, at, zone), dueOf(law, later, zone)];
      if (dayOf(at, zone).equals(dayOf(later, zone))) expect(second).toBe(first);
      else expect(second).toBeGreaterThanOrEqual(first);
    }),
    { seed, numRuns: 300 },
  );
});

test('reminders only ever go forward, and silence counts after the time of either law', () => {
  const order = ['none', 'half', 'substitute', 'overdue'];
  fc.assert(
    fc.property(received, fc.array(fc.double({ min: 0, max: 1.5, noNaN: true })), ([zone, at, law], moments) => {
      const request = { receivedAt: at, dueAt: dueOf(law, at, zone), extendedAt: null };
      const length = request.dueAt - at;
      const steps = moments.toSorted((a, b) => a - b).map((part) => reminderDue(request, at + part * length));
      expect(steps.map((step) => order.indexOf(step))).toEqual(
        steps.map((step) => order.indexOf(step)).toSorted((a, b) => a - b),
      );
      expect(reminderDue(request, request.dueAt)).not.toBe('overdue');
      expect(reminderDue(request, request.dueAt + 1)).toBe('overdue');
      expect(silentFrom(at, zone)).toBeGreaterThan(dueOf('lgpd', at, zone));
    }),
    { seed, numRuns: 300 },
  );
});
