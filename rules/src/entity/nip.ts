/** Finds Polish taxpayer numbers (NIP): ten digits, the last computed from the others, with the word or "PL" beside them. */
import type { EntityDetector } from './detector.ts';
import { runsOf } from './digit-chain.ts';
import { labelBeside } from './label.ts';
import { findIn } from './reading.ts';

const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];

/** Only beside "NIP" or "PL": one in eleven of all ten digits passes the check digit. */
export const findNip: EntityDetector = (readings) =>
  findIn(readings, (reading) =>
    reading.chains
      .flatMap((chain) => runsOf(chain, 10, ['3-3-2-2', '3-2-2-3']))
      .filter((run) => isNip(run.digits) && labelBeside(reading.text, run.start, run.end) === 'nip')
      .map(({ start, end }) => ({ start, end, confidence: 1 })),
  );

/** Weighted sum modulo 11; a remainder of 10 is never issued (Ustawa o zasadach ewidencji i identyfikacji podatników). */
function isNip(digits: string): boolean {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return /^[1-9]/.test(digits) && sum % 11 === Number(digits[9]);
}
