/** Finds payment card numbers: an issuer's first digits, that issuer's length, and the Luhn check digit, all three. */
import { cardLengths, isIssued } from './card-issuers.ts';
import type { EntityDetector } from './detector.ts';
import { type DigitRun, digitChains, runsOf } from './digit-chain.ts';
import { labelBeside } from './label.ts';
import { hasDigitRun, makeReadable } from './readable.ts';

const usualShapes = ['4-4-4-4', '4-6-5', '4-6-4', '4-4-4-4-3', '6-10', '8-8'];
const shortest = Math.min(...cardLengths);

/** Card numbers, bare or in groups; IMEIs, barcodes, order and protocol numbers that pass Luhn by chance are left out. */
export const findCard: EntityDetector = (text) => {
  if (!hasDigitRun(text, shortest)) return [];
  const readable = makeReadable(text);
  return digitChains(readable.text)
    .flatMap((chain) => cardLengths.flatMap((length) => runsOf(chain, length, usualShapes)))
    .filter((run) => isIssued(run.digits) && passesLuhn(run.digits) && isMeant(run, readable.text))
    .sort((one, other) => one.start - other.start)
    .map((run) => ({ start: readable.startOf(run.start), end: readable.endOf(run.end - 1), confidence: 1 }));
};

function isMeant(run: DigitRun, text: string): boolean {
  if (run.gaps.some((gap) => /[/()]/.test(gap))) return false;
  if (/^(\d)\1+$/.test(run.digits.slice(0, -1))) return false;
  const label = labelBeside(text, run.start, run.end);
  if (label === 'card') return true;
  // Thirteen digits are far more often a product's barcode (EAN) than one of the last old Visa numbers.
  if (run.digits.length === 13) return false;
  if (usualShapes.includes(run.shape)) return continuesNowhere(run, text);
  return label === undefined && (run.gaps.length === 0 || /^1(-1)+$/.test(run.shape));
}

/** In "1111 2222 3333 4444 5555" no four groups are a card of their own. */
function continuesNowhere(run: DigitRun, text: string): boolean {
  return (
    !/\d{4} $/.test(text.slice(run.start - 5, run.start)) && !/^ \d{4}(?!\d)/.test(text.slice(run.end, run.end + 6))
  );
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
