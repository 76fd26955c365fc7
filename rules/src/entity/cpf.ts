/** Finds Brazilian taxpayer numbers of persons (CPF): eleven digits, the last two computed from the others. */
import { cpf } from 'cpf-cnpj-validator';
import type { EntityDetector } from './detector.ts';
import { type DigitRun, digitChains, runsOf } from './digit-chain.ts';
import { type Label, labelBeside } from './label.ts';
import { looksLikeBrazilianMobile } from './phone.ts';
import { hasDigitRun, makeReadable } from './readable.ts';

const usualShapes = ['3-3-3-2', '9-2', '3-3-5'];

/** CPFs with right check digits; a bare number that may be a mobile phone needs a word beside it. */
export const findCpf: EntityDetector = (text) => {
  if (!hasDigitRun(text, 11)) return [];
  const readable = makeReadable(text);
  return digitChains(readable.text)
    .flatMap((chain) => runsOf(chain, 11, usualShapes))
    .filter((run) => cpf.isValid(run.digits) && isMeant(run, labelBeside(readable.text, run.start, run.end)))
    .map((run) => ({
      start: readable.startOf(run.start),
      end: readable.endOf(run.end - 1),
      confidence: run.shape === '3-3-3-2' ? 1 : 0.9,
    }));
};

function isMeant(run: DigitRun, label: Label | undefined): boolean {
  if (run.gaps.slice(0, -1).some((gap) => /[/()]/.test(gap))) return false;
  if (label === 'cpf' || label === 'cnpj') return true;
  if (run.shape === '3-3-3-2') return true;
  if (label !== undefined) return false;
  return run.shape.length > 2
    ? usualShapes.includes(run.shape) || /^1(-1)+$/.test(run.shape)
    : !looksLikeBrazilianMobile(run.digits);
}
