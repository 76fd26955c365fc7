/** Finds Swedish personal and coordination numbers (personnummer, samordningsnummer): a birth date, three digits, a check digit. */
import { isDate } from './date.ts';
import type { EntityDetector } from './detector.ts';
import { type DigitRun, runsOf } from './digit-chain.ts';
import { labelBeside } from './label.ts';
import { passesLuhn } from './luhn.ts';
import { findIn } from './reading.ts';

/** Written 811218-9876 or 19811218-9876; without the dash it needs the word beside it. */
export const findPersonnummer: EntityDetector = (readings) =>
  findIn(readings, (reading) =>
    reading.chains
      .flatMap((chain) => [...runsOf(chain, 10, ['6-4']), ...runsOf(chain, 12, ['8-4'])])
      .filter((run) => isPersonnummer(run.digits) && isMeant(run, reading.text))
      .map(({ start, end, digits }) => ({ start, end, confidence: digits.length === 12 ? 1 : 0.8 })),
  );

/** Folkbokföringslagen (1991:481), 18 §; coordination numbers add 60 to the day (18 a §). */
function isPersonnummer(digits: string): boolean {
  const short = digits.slice(-10);
  const year = digits.length === 12 ? Number(digits.slice(0, 4)) : 2000 + Number(short.slice(0, 2));
  if (digits.length === 12 && !/^(?:18|19|20)/.test(digits)) return false;
  const day = Number(short.slice(4, 6));
  // Without a century 29 February may be of 1900 or 2000; the leap year is let through.
  return isDate(year, Number(short.slice(2, 4)), day > 60 ? day - 60 : day) && passesLuhn(short);
}

function isMeant(run: DigitRun, text: string): boolean {
  const label = labelBeside(text, run.start, run.end);
  if (label === 'personnummer') return true;
  return label === undefined && run.gaps.join('') === '-' && run.alone;
}
