/** Finds payment card numbers: an issuer's first digits, that issuer's length, and the Luhn check digit, all three. */
import { cardLengths, isIssued } from './card-issuers.ts';
import type { EntityDetector } from './detector.ts';
import { type DigitRun, isSpelledOut, runsOf } from './digit-chain.ts';
import { labelBeside } from './label.ts';
import { passesLuhn } from './luhn.ts';
import { findIn, type Reading } from './reading.ts';

const usualShapes = ['4-4-4-4', '4-6-5', '4-6-4', '4-4-4-4-3', '6-10', '8-8'];
// What people write with a card but with no order or parcel.
const paymentWords =
  /\b(?:cart[aã]o|card|credito|cr[eé]dito|d[eé]bito|val|validade|venc|vencimento|cvv|cvc|exp|titular|tarjeta|cobra|passa|diners|visa|master|elo|amex)\b/iu;

/** Card numbers, bare or in groups; IMEIs, barcodes, order and protocol numbers that pass Luhn by chance are left out. */
export const findCard: EntityDetector = (readings) =>
  findIn(readings, (reading) =>
    reading.chains
      .flatMap((chain) => cardLengths.flatMap((length) => runsOf(chain, length, usualShapes)))
      .filter((run) => isIssued(run.digits) && passesLuhn(run.digits) && isMeant(run, reading))
      .map(({ start, end }) => ({ start, end, confidence: 1 })),
  );

function isMeant(run: DigitRun, { text, disguised }: Reading): boolean {
  if (run.gaps.some((gap) => /[/()]/.test(gap))) return false;
  if (/^(\d)\1+$/.test(run.digits.slice(0, -1))) return false;
  const label = labelBeside(text, run.start, run.end);
  if (label === 'card') return true;
  // Thirteen digits are far more often a product's barcode (EAN) than one of the last old Visa numbers.
  if (run.digits.length === 13) return false;
  // Two phones joined by "and" have the shape of a card.
  if (disguised && !isSpelledOut(run) && !paymentWords.test(around(run, text))) return false;
  if (usualShapes.includes(run.shape)) return continuesNowhere(run, text);
  if (label !== undefined) return false;
  // Bare numbers of 14 are CNPJs and parcels, those of 18 and 19 are orders.
  if (run.digits.length !== 16 && run.digits.length !== 15 && !paymentWords.test(around(run, text))) return false;
  return run.gaps.length === 0 || isSpelledOut(run);
}

/** In "1111 2222 3333 4444 5555" no four groups are a card of their own. */
function continuesNowhere(run: DigitRun, text: string): boolean {
  return (
    !/\d{4} $/.test(text.slice(run.start - 5, run.start)) && !/^ \d{4}(?!\d)/.test(text.slice(run.end, run.end + 6))
  );
}

function around(run: DigitRun, text: string): string {
  return `${text.slice(Math.max(0, run.start - 60), run.start)} ${text.slice(run.end, run.end + 60)}`;
}
