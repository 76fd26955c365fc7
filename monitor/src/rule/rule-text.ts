/** One rule that the company writes: YAML as it would stand in a pack, checked with line and column of its own. */
import { type Model, type Pack, parsePack, type Rule } from '@atalaia/rules';
import type { PackView, RuleProblemView } from '../api/rule-views.ts';
import { checkPackText } from './read-packs.ts';
import { companyPack } from './rule-view.ts';

export interface RuleText {
  /** The keys of one rule, without a dash before them. */
  readonly yaml: string;
  /** Which language's word forms it is written in. */
  readonly language: PackView['language'];
}

export type OneRulePack = Pack & { readonly rules: readonly [Rule] };

export interface RuleChecked {
  /** A pack with this rule alone; undefined if the text is no rule. */
  readonly pack: OneRulePack | undefined;
  /** Also examples that do not hold: then the rule can be run all the same. */
  readonly problems: readonly RuleProblemView[];
}

export const companyTitle = {
  'pt-BR': 'Termos e regras da empresa',
  en: 'Company terms and rules',
  es: 'Términos y reglas de la empresa',
};

/** Columns that the rule is moved by where it stands in a pack. */
const indent = 4;

export function checkRuleText(text: RuleText, models: ReadonlyMap<string, Model>): RuleChecked {
  const { source, linesBefore } = asPack(text);
  const { pack, problems } = checkPackText(source, models);
  const lines = text.yaml.split(lineBreak).length;
  return {
    pack: pack && single(pack),
    problems: problems.map(({ line, column, message }) => ({
      line: Math.min(Math.max(1, line - linesBefore), lines),
      column: line <= linesBefore ? 1 : Math.max(1, column - indent),
      message,
    })),
  };
}

/** A rule that was checked when it was kept; undefined if this version of the program cannot read it any more. */
export function readRuleText(text: RuleText): OneRulePack | undefined {
  const read = parsePack({ path: '', text: asPack(text).source });
  return read.kind === 'pack' ? single(read.pack) : undefined;
}

const lineBreak = /\r\n|\r|\n/;

/** Every line is moved in, so that nothing in it can end the rule and begin something else of the pack. */
function asPack({ yaml, language }: RuleText): { readonly source: string; readonly linesBefore: number } {
  const head = [
    `id: ${companyPack}`,
    "version: '1'",
    `language: ${language}`,
    `title: ${JSON.stringify(companyTitle)}`,
    'active: true',
    'rules:',
    '  -',
  ];
  const rule = yaml.split(lineBreak).map((line) => (line.trim() === '' ? '' : ' '.repeat(indent) + line));
  return { source: [...head, ...rule].join('\n'), linesBefore: head.length };
}

function single(pack: Pack): OneRulePack | undefined {
  const [rule, ...others] = pack.rules;
  return rule && others.length === 0 ? { ...pack, rules: [rule] } : undefined;
}
