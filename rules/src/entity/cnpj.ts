/** Finds Brazilian taxpayer numbers of companies (CNPJ), with digits only or with letters as from July 2026 (IN RFB 2.229/2024). */
import { cnpj } from 'cpf-cnpj-validator';
import type { EntityDetector, EntityMatch } from './detector.ts';
import { isSpelledOut, runsOf } from './digit-chain.ts';
import { labelBeside } from './label.ts';
import { hasDigitRun } from './readable.ts';
import { findIn, type Reading } from './reading.ts';

/** Fourteen digits spelled out, in English with a space between. */
const shortestSpelled = 55;
const usualShapes = ['2-3-3-4-2', '8-4-2', '12-2', '8-6'];
// Bounded gaps only: the pattern walks at most some thirty characters from each place.
const withLetters =
  /(?<![\p{L}\d])(?<!\d[.\-/])([\dA-Z]{2})(\.?)([\dA-Z]{3})\2([\dA-Z]{3})(\/?)([\dA-Z]{4})(-?)(\d{2})(?![\p{L}\d]|[.\-/]\d)/giu;
const startsWithDate = /^(?:199\d|20[0-2]\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;

/** CNPJs with right check digits, formatted or bare. */
export const findCnpj: EntityDetector = (readings) => {
  const { text } = readings;
  const mayHaveLetters = hasLongCode(text);
  if (!mayHaveLetters && text.length < shortestSpelled && !hasDigitRun(text, 7)) return [];
  return findIn(readings, (reading) => [...numeric(reading), ...(mayHaveLetters ? lettered(reading) : [])]);
};

function numeric({ text, chains, disguised }: Reading): EntityMatch[] {
  return chains
    .flatMap((chain) => runsOf(chain, 14, usualShapes))
    .filter((run) => {
      if (!cnpj.isValid(run.digits)) return false;
      if (run.shape === '2-3-3-4-2' && (run.alone || !disguised)) return true;
      if (run.gaps.join('') === '/-') return true;
      const label = labelBeside(text, run.start, run.end);
      if (label !== undefined) return label === 'cnpj' || label === 'cpf';
      if (startsWithDate.test(run.digits)) return false;
      return run.gaps.length === 0 || usualShapes.includes(run.shape) || isSpelledOut(run);
    })
    .map(({ start, end }) => ({ start, end, confidence: 1 }));
}

function lettered({ text }: Reading): EntityMatch[] {
  const found: EntityMatch[] = [];
  for (const match of text.matchAll(withLetters)) {
    const [whole, first, dot, second, third, slash, branch, , check] = match;
    const number = `${first}${second}${third}${branch}${check}`.toUpperCase();
    if (!/[A-Z]/.test(number) || !cnpj.isValid(number)) continue;
    const end = match.index + whole.length;
    const formatted = dot !== '' || slash !== '';
    if (!formatted && !isMeantBare(text, whole, match.index, end)) continue;
    found.push({ start: match.index, end, confidence: 1 });
  }
  return found;
}

/** A word of at least fourteen characters with two digits in it: only there can a CNPJ with letters stand. */
function hasLongCode(text: string): boolean {
  let start = 0;
  let digits = 0;
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : 0x20;
    if (unit <= 0x20) {
      if (digits >= 2 && at - start >= 14) return true;
      start = at + 1;
      digits = 0;
    } else if ((unit >= 0x30 && unit <= 0x39) || (unit >= 0xff10 && unit <= 0xff19)) digits += 1;
  }
  return false;
}

/** One code of fourteen letters and digits in a hundred passes the check digits by chance, and ordinary words may run together. */
function isMeantBare(text: string, whole: string, start: number, end: number): boolean {
  const label = labelBeside(text, start, end);
  if (label === 'cnpj' || label === 'cpf') return true;
  return label === undefined && whole.length === 14 && whole === whole.toUpperCase() && /\d/.test(whole.slice(0, 12));
}
