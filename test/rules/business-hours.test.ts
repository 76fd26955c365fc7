/** Business hours are counted as the clock on the wall shows them: through nights, weekends, holidays and changes of the clock. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BusinessHours, businessHours, usualCalendar } from '../../rules/src/index.ts';

const at = (local: string, zone: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
const paulo = 'America/Sao_Paulo';
const usual = businessHours(usualCalendar(paulo));
const minutes = (from: string, to: string) => minutesBetween(usual, at(from, paulo), at(to, paulo));

/** Minutes of business hours in [from, to), opening by opening. */
function minutesBetween(hours: BusinessHours, from: number, to: number): number {
  let open = 0;
  for (let span = hours.next(from); span && span.opens < to; span = hours.next(span.closes)) {
    open += Math.max(0, Math.min(span.closes, to) - Math.max(span.opens, from));
  }
  return open / 60_000;
}

test('nights and weekends do not count', () => {
  expect(minutes('2026-03-02T10:00', '2026-03-02T10:30')).toBe(30);
  expect(minutes('2026-03-02T17:30', '2026-03-03T09:30')).toBe(60);
  expect(minutes('2026-03-06T17:30', '2026-03-09T09:30')).toBe(60);
  expect(minutes('2026-03-07T08:00', '2026-03-08T20:00')).toBe(0);
  expect(minutes('2026-03-02T10:30', '2026-03-02T10:00')).toBe(0);
});

test('a holiday does not count', () => {
  const hours = businessHours({ ...usualCalendar(paulo), holidays: ['2026-04-21'] });
  expect(hours.isOpen(at('2026-04-21T10:00', paulo))).toBe(false);
  expect(hours.after(at('2026-04-20T17:30', paulo), 60)).toBe(at('2026-04-22T09:30', paulo));
  expect(hours.next(at('2026-04-20T18:00', paulo))?.opens).toBe(at('2026-04-22T09:00', paulo));
});

test('a night in which the clock changes has as many business hours as it really has', () => {
  const zone = 'Europe/Lisbon';
  const always = { opens: '00:00', closes: '24:00' };
  const hours = businessHours({ zone, week: Array.from({ length: 7 }, () => always), holidays: [] });
  expect(minutesBetween(hours, at('2026-03-29T00:00', zone), at('2026-03-30T00:00', zone))).toBe(23 * 60);
  expect(minutesBetween(hours, at('2026-10-25T00:00', zone), at('2026-10-26T00:00', zone))).toBe(25 * 60);
  const morning = businessHours(usualCalendar(zone));
  expect(morning.isOpen(at('2026-03-30T09:00', zone))).toBe(true);
  expect(morning.isOpen(at('2026-03-30T09:00', zone) - 1)).toBe(false);
});

test('who never opens never answers', () => {
  const hours = businessHours({ zone: paulo, week: [null, null, null, null, null, null, null], holidays: [] });
  expect(hours.after(0, 1)).toBeUndefined();
  expect(hours.next(0)).toBeUndefined();
  expect(hours.isOpen(0)).toBe(false);
});

test('instants at the end of all calendars are answered too', () => {
  for (const far of [8.64e15, -8.64e15, 9e15, 1e300, -1e300]) {
    expect(usual.isOpen(far)).toBe(false);
    expect(usual.next(far)?.opens ?? 0).toBeLessThan(8.64e15);
    expect(() => usual.after(far, 60)).not.toThrow();
  }
});

test('after so many minutes, so many minutes have passed', () => {
  const zones = fc.constantFrom(paulo, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Kiritimati');
  const start = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
  fc.assert(
    fc.property(zones, start, fc.integer({ min: 1, max: 5000 }), (zone, from, wait) => {
      const hours = businessHours(usualCalendar(zone));
      const due = hours.after(from, wait);
      expect(due).toBeDefined();
      expect(minutesBetween(hours, from, due ?? 0)).toBeCloseTo(wait, 6);
    }),
  );
});
