/** Finds Brazilian social integration numbers (PIS, PASEP, NIT, NIS): eleven digits, the last computed from the others. */
import type { EntityDetector } from './detector.ts';
import { type DigitRun, runsOf } from './digit-chain.ts';
import { labelBeside } from './label.ts';
import { findIn } from './reading.ts';

const usualShapes = ['3-5-2-1', '3-5-3', '10-1'];
const weights = [3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/** Written 120.12345.67-8, or in any way with "PIS", "NIT"… beside it; bare eleven digits are a CPF or a phone. */
export const findPis: EntityDetector = (readings) =>
  findIn(readings, (reading) =>
    reading.chains
      .flatMap((chain) => runsOf(chain, 11, usualShapes))
      .filter((run) => isPis(run.digits) && isMeant(run, reading.text))
      .map(({ start, end, shape }) => ({ start, end, confidence: shape === '3-5-2-1' ? 1 : 0.9 })),
  );

/** Check digit modulo 11 (Caixa Econômica Federal, Cadastro NIS); 10 and 11 give 0. */
function isPis(digits: string): boolean {
  if (/^(\d)\1+$/.test(digits)) return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const check = 11 - (sum % 11);
  return Number(digits[10]) === (check > 9 ? 0 : check);
}

function isMeant(run: DigitRun, text: string): boolean {
  const label = labelBeside(text, run.start, run.end);
  if (label === 'pis') return !run.gaps.some((gap) => /[/()]/.test(gap));
  return label === undefined && /^\.\.-$/.test(run.gaps.join('')) && run.shape === '3-5-2-1';
}
