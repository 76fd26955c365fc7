/** Tries rules on a pasted text: those in force, or a company term or a rule that is still being written. Nothing is kept. */
import { compileRules, type Direction, type RuleRef, type RuleSet, type Severity } from '@atalaia/rules';
import type { Authorized } from '../access/permissions.ts';
import type { PackView, RuleProblemView } from '../api/rule-views.ts';
import { companyPackOf, type TermFields } from './company-terms.ts';
import { checkRuleText } from './rule-text.ts';
import type { RunningRules } from './running.ts';

export interface TriedHit {
  readonly rule: RuleRef;
  readonly severity: Severity;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
}

export interface Trial {
  readonly text: string;
  /** Each line of the text is a message of its own. */
  readonly lines?: boolean | undefined;
  readonly from?: Direction | undefined;
  readonly term?: TermFields | undefined;
  /** YAML of one rule. */
  readonly rule?: string | undefined;
  readonly language?: PackView['language'] | undefined;
}

export function tryRules(
  { rules }: { readonly rules: Pick<RunningRules, 'current' | 'models'> },
  _authorized: Authorized<'term:change'>,
  trial: Trial,
): { hits: TriedHit[]; problems: RuleProblemView[] } {
  const { set, problems } = rulesToTry(rules, trial);
  return {
    hits: set ? messagesOf(trial).flatMap((message) => hitsIn(set, trial, message)) : [],
    problems: [...problems],
  };
}

function rulesToTry(
  rules: Pick<RunningRules, 'current' | 'models'>,
  { term, rule, language = 'any' }: Trial,
): { readonly set: RuleSet | undefined; readonly problems: readonly RuleProblemView[] } {
  if (rule !== undefined) {
    const models = rules.models();
    const { pack, problems } = checkRuleText({ yaml: rule, language }, models);
    return { set: pack && compileRules([pack], { models, inactive: true }), problems };
  }
  return { set: term ? compileRules([companyPackOf([['tried', term]])]) : rules.current().set, problems: [] };
}

interface TriedMessage {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly at: number;
}

function messagesOf({ text, lines }: Trial): readonly TriedMessage[] {
  if (!lines) return [{ text, at: 0 }];
  let at = 0;
  return text.split('\n').map((line) => {
    const message = { text: line, at };
    at += line.length + 1;
    return message;
  });
}

function hitsIn(set: RuleSet, { from }: Trial, { text, at }: TriedMessage): readonly TriedHit[] {
  return set
    .evaluate({ text, ...(from ? { from } : {}) })
    .map(({ rule, severity, start, end }) => ({ rule, severity, start: at + start, end: at + end }));
}
