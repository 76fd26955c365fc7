/** Finds Brazilian taxpayer numbers of persons (CPF): eleven digits, the last two computed from the others. */
import { cpf } from 'cpf-cnpj-validator';
import type { EntityDetector } from './detector.ts';
import { type DigitRun, isSpelledOut, runsOf } from './digit-chain.ts';
import { labelBeside } from './label.ts';
import { looksLikeBrazilianMobile } from './phone.ts';
import { findIn, type Reading } from './reading.ts';

const usualShapes = ['3-3-3-2', '9-2', '3-3-5'];

/** CPFs with right check digits; a bare number that may be a mobile phone needs a word beside it. */
export const findCpf: EntityDetector = (readings) =>
  findIn(readings, (reading) =>
    reading.chains
      .flatMap((chain) => runsOf(chain, 11, usualShapes))
      .filter((run) => cpf.isValid(run.digits) && isMeant(run, reading))
      .map((run) => ({ start: run.start, end: run.end, confidence: run.shape === '3-3-3-2' ? 1 : 0.9 })),
  );

function isMeant(run: DigitRun, { text, disguised }: Reading): boolean {
  if (run.gaps.slice(0, -1).some((gap) => /[/()]/.test(gap))) return false;
  const label = labelBeside(text, run.start, run.end);
  if (label === 'cpf' || label === 'cnpj') return true;
  if (disguised && !run.alone) return false;
  if (run.shape === '3-3-3-2') return true;
  if (label !== undefined) return false;
  return run.shape.length > 2
    ? usualShapes.includes(run.shape) || isSpelledOut(run)
    : !looksLikeBrazilianMobile(run.digits);
}
