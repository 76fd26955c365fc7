/** The gate follows the table of effects by legal basis, for every standing, and the strictest of several decides. */
import { admit, judge, type Standing, type Way } from '@atalaia/connector';
import { legalBases } from '@atalaia/storage';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();

const states = ['active', 'excluded', 'restricted', 'suppressed', 'locked'] as const;
const notices = ['unknown', 'notified', 'agreed', 'refused', 'imported-without-notice'] as const;

const standing: fc.Arbitrary<Standing> = fc.record({
  state: fc.constantFrom(...states),
  notice: fc.constantFrom(...notices),
});
const basis = fc.constantFrom(...legalBases);
const live = fc.record({
  kind: fc.constant('live' as const),
  basis,
  mode: fc.constantFrom('notice' as const, 'opt-in' as const),
  armed: fc.boolean(),
});
const way: fc.Arbitrary<Way> = fc.oneof(fc.record({ kind: fc.constant('import' as const), basis }), live);
const runs = { seed, numRuns: 2000 };

/** What the company may keep of an active person, written out row by row: basis → notice → kept in mode `notice`, in mode `opt-in`. */
const table = {
  consent: { unknown: [false, false], notified: [true, false], agreed: [true, true], refused: [false, false] },
  'legitimate-interest': {
    unknown: [false, false],
    notified: [true, false],
    agreed: [true, true],
    refused: [false, false],
  },
  contract: { unknown: [false, false], notified: [true, false], agreed: [true, true], refused: [false, false] },
  'legal-obligation': { unknown: [false, false], notified: [true, true], agreed: [true, true], refused: [true, true] },
  'exercise-of-rights': {
    unknown: [false, false],
    notified: [true, true],
    agreed: [true, true],
    refused: [true, true],
  },
} as const;

test.each(legalBases)('live, on %s, the table holds in both modes', (on) => {
  for (const notice of ['unknown', 'notified', 'agreed', 'refused'] as const) {
    for (const [index, mode] of (['notice', 'opt-in'] as const).entries()) {
      const kept = judge({ kind: 'live', basis: on, mode, armed: true }, { state: 'active', notice }).kind === 'keep';
      expect({ notice, mode, kept }).toEqual({ notice, mode, kept: table[on][notice][index] });
    }
  }
});

test('a number that is not armed keeps nothing of anybody', () => {
  fc.assert(
    fc.property(live, standing, (number, person) => judge({ ...number, armed: false }, person).kind === 'withhold'),
    runs,
  );
});

test('nobody is captured live before the notice', () => {
  fc.assert(
    fc.property(
      live,
      standing.filter(({ notice }) => notice === 'unknown' || notice === 'imported-without-notice'),
      (number, person) => judge(number, person).kind === 'withhold',
    ),
    runs,
  );
});

test('whoever is excluded, restricted, suppressed or locked is withheld on every way and basis', () => {
  fc.assert(
    fc.property(
      way,
      standing.filter(({ state }) => state !== 'active'),
      (any, person) => {
        expect(judge(any, person)).toEqual({ kind: 'withhold', reason: person.state });
      },
    ),
    runs,
  );
});

test('what concerns several people is kept only if each of them may be kept', () => {
  fc.assert(
    fc.property(way, fc.array(standing, { maxLength: 5 }), (any, people) => {
      const admitted = admit({ text: 'x' }, any, people).kind === 'admitted';
      expect(admitted).toBe(people.every((person) => judge(any, person).kind === 'keep'));
    }),
    runs,
  );
});

test('one more person never opens the gate', () => {
  fc.assert(
    fc.property(way, fc.array(standing, { maxLength: 5 }), standing, (any, people, more) => {
      const before = admit({}, any, people).kind;
      const after = admit({}, any, [...people, more]).kind;
      expect(before === 'withheld' && after === 'admitted').toBe(false);
    }),
    runs,
  );
});
