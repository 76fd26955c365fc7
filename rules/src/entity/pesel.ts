/** Finds Polish personal numbers (PESEL): a birth date, four digits and a check digit, with the word beside them. */
import { isDate } from './date.ts';
import type { EntityDetector } from './detector.ts';
import { runsOf } from './digit-chain.ts';
import { labelBeside } from './label.ts';
import { findIn } from './reading.ts';

const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
// The century stands in the month: 80 added for the 1800s, nothing for the 1900s, 20, 40, 60 for those that follow.
const centuries = [1900, 2000, 2100, 2200, 1800];

/** Only beside "PESEL": one in ten of all eleven digits passes the check digit. */
export const findPesel: EntityDetector = (readings) =>
  findIn(readings, (reading) =>
    reading.chains
      .flatMap((chain) => runsOf(chain, 11, ['6-5']))
      .filter((run) => isPesel(run.digits) && labelBeside(reading.text, run.start, run.end) === 'pesel')
      .map(({ start, end }) => ({ start, end, confidence: 1 })),
  );

/** Ustawa o ewidencji ludności, art. 15; weights 1, 3, 7, 9 modulo 10. */
function isPesel(digits: string): boolean {
  const month = Number(digits.slice(2, 4));
  const century = centuries[Math.floor(month / 20)] ?? 1900;
  if (!isDate(century + Number(digits.slice(0, 2)), month % 20, Number(digits.slice(4, 6)))) return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return (10 - (sum % 10)) % 10 === Number(digits[10]);
}
