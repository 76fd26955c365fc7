/** Finds United States social security numbers: area, group and serial within the ranges ever issued; there is no check digit. */
import type { EntityDetector } from './detector.ts';
import { type DigitRun, runsOf } from './digit-chain.ts';
import { labelBeside } from './label.ts';
import { findIn } from './reading.ts';

// Printed in advertising and voided by the Social Security Administration.
const voided = new Set(['078051120', '219099999']);

/** Written 123-45-6789, or in any way with "SSN" or "social security" beside it. */
export const findSsn: EntityDetector = (readings) =>
  findIn(readings, (reading) =>
    reading.chains
      .flatMap((chain) => runsOf(chain, 9, ['3-2-4']))
      .flatMap((run) => {
        const confidence = isIssued(run.digits) ? certainty(run, reading.text) : 0;
        return confidence === 0 ? [] : [{ start: run.start, end: run.end, confidence }];
      }),
  );

/** Areas 000, 666 and 900–999, group 00 and serial 0000 are never issued (SSA, POMS RM 10201.035). */
function isIssued(digits: string): boolean {
  return !/^(?:000|666|9)|^...00|0000$/.test(digits) && !voided.has(digits) && !/^(\d)\1+$/.test(digits);
}

function certainty(run: DigitRun, text: string): number {
  const label = labelBeside(text, run.start, run.end);
  if (label === 'ssn') return 1;
  return label === undefined && run.shape === '3-2-4' && run.gaps.join('') === '--' && run.alone ? 0.6 : 0;
}
