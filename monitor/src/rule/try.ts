/** Tries rules on a pasted text: those in force, or a company term that is still being written. Nothing is kept. */
import { compileRules, type Direction, type RuleRef, type Severity } from '@atalaia/rules';
import type { Authorized } from '../access/permissions.ts';
import { companyPackOf, type TermFields } from './company-terms.ts';
import type { RunningRules } from './running.ts';

export interface TriedHit {
  readonly rule: RuleRef;
  readonly severity: Severity;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
}

export function tryRules(
  { rules }: { readonly rules: Pick<RunningRules, 'current'> },
  _authorized: Authorized<'term:change'>,
  input: { readonly text: string; readonly from?: Direction | undefined; readonly term?: TermFields | undefined },
): { hits: TriedHit[]; problems: [] } {
  const set = input.term ? compileRules([companyPackOf([['tried', input.term]])]) : rules.current().set;
  const found = set.evaluate({ text: input.text, ...(input.from ? { from: input.from } : {}) });
  return { hits: found.map(({ rule, severity, start, end }) => ({ rule, severity, start, end })), problems: [] };
}
