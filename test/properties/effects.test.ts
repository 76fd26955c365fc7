/** The table of effects by legal basis, written out a second time and compared in full; and what must hold whatever the table says. */
import { type LegalBasis, legalBases } from '@atalaia/storage';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConsentStep, consentSteps, type Effect, effectOf } from '../../connector/src/consent/effects.ts';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();
const runs = { seed, numRuns: 500 };
const modes = ['notice', 'opt-in'] as const;
type Mode = (typeof modes)[number];

/** The columns of the table; a contract is treated as legitimate interest. */
const columns: Readonly<Record<LegalBasis, 'consent' | 'interest' | 'duty'>> = {
  consent: 'consent',
  'legitimate-interest': 'interest',
  contract: 'interest',
  'legal-obligation': 'duty',
  'exercise-of-rights': 'duty',
};

/**
 * Each cell in words. Where the two modes differ: in `notice`, then in `opt-in`. A number in `opt-in` promised its
 * contacts to wait, so it waits on legitimate interest too; where a refusal changes nothing there is nothing to wait for.
 */
const table: Readonly<Record<ConsentStep, Readonly<Record<'consent' | 'interest' | 'duty', string>>>> = {
  'not-notified': { consent: 'off', interest: 'off', duty: 'off' },
  notified: { consent: 'on / off', interest: 'on / off', duty: 'on' },
  agreed: { consent: 'on', interest: 'on', duty: 'on' },
  refused: { consent: 'off', interest: 'off, dpo asked, agent leaves', duty: 'on, told why, request' },
  withdrawn: { consent: 'off', interest: 'off, dpo asked, agent leaves', duty: 'on, told why, request' },
  restricted: { consent: 'off', interest: 'off', duty: 'dpo-decides' },
  'on-hold': {
    consent: 'as-before, nothing erased',
    interest: 'as-before, nothing erased',
    duty: 'as-before, nothing erased',
  },
  'erased-after-objecting': { consent: 'off, suppressed', interest: 'off, suppressed', duty: 'as-before, hold first' },
};

function inWords(effect: Effect): string {
  return [
    effect.capture,
    ...(effect.dpoAsked ? ['dpo asked'] : []),
    ...(effect.agentLeaves ? ['agent leaves'] : []),
    ...(effect.personToldWhy ? ['told why'] : []),
    ...(effect.requestOpened ? ['request'] : []),
    ...(effect.erasure === 'nothing' ? ['nothing erased'] : []),
    ...(effect.erasure === 'hold-first' ? ['hold first'] : []),
    ...(effect.suppressed ? ['suppressed'] : []),
  ].join(', ');
}

function cell(basis: LegalBasis, mode: Mode, step: ConsentStep): string {
  const [notice = '', optIn = notice] = table[step][columns[basis]].split(' / ');
  return mode === 'notice' ? notice : optIn;
}

test.each(legalBases)('on %s every step has the effect of the table, in both modes', (basis) => {
  for (const mode of modes) {
    for (const step of consentSteps) {
      expect({ mode, step, effect: inWords(effectOf(basis, mode, step)) }).toEqual({
        mode,
        step,
        effect: cell(basis, mode, step),
      });
    }
  }
});

const basis = fc.constantFrom(...legalBases);
const mode = fc.constantFrom(...modes);
const step = fc.constantFrom(...consentSteps);

test('asking first never keeps more than telling', () => {
  fc.assert(
    fc.property(basis, step, (on, at) => {
      const optIn = effectOf(on, 'opt-in', at).capture;
      return optIn !== 'on' || effectOf(on, 'notice', at).capture === 'on';
    }),
    runs,
  );
});

test('a refusal and a withdrawal have the same effect, and whoever goes on being recorded is told why', () => {
  fc.assert(
    fc.property(basis, mode, (on, how) => {
      const refused = effectOf(on, how, 'refused');
      expect(refused).toEqual(effectOf(on, how, 'withdrawn'));
      expect(refused.capture === 'on').toBe(refused.personToldWhy);
      expect(refused.personToldWhy).toBe(refused.requestOpened);
    }),
    runs,
  );
});
