/** Local times of an export become the instants that were meant, also where clocks changed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localTimes } from '../../monitor/src/import/local-time.ts';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();

const zones = [
  'America/Sao_Paulo',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
];
const iso = (at: number): string => new Date(at).toISOString();

test('a written time is the instant it was, or the first of the two that it may be', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2030, 0) }).map((at) => at - (at % 1000)),
      (zone, at) => {
        const written = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
        const read = localTimes(zone)(written.toString({ smallestUnit: 'second' }));
        // Written twice that night: the first of the two is as right as the file can tell.
        const twice = written.toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds;
        expect([at, twice]).toContain(read);
      },
    ),
    { seed, numRuns: 3000 },
  );
});

test('an hour that comes twice is told apart by the order of the file', () => {
  const timeOf = localTimes('Europe/Berlin');
  const read = ['01:59:00', '02:10:00', '02:50:00', '02:05:00', '02:40:00', '03:01:00'].map((time) =>
    timeOf(`2025-10-26T${time}`),
  );
  expect(read.map(iso)).toEqual([
    '2025-10-25T23:59:00.000Z',
    '2025-10-26T00:10:00.000Z',
    '2025-10-26T00:50:00.000Z',
    '2025-10-26T01:05:00.000Z',
    '2025-10-26T01:40:00.000Z',
    '2025-10-26T02:01:00.000Z',
  ]);
});

test('midnight in São Paulo that the clock skipped is moved forward', () => {
  expect(iso(localTimes('America/Sao_Paulo')('2018-11-04T00:30:00'))).toBe('2018-11-04T03:30:00.000Z');
});
