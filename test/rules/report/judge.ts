/** Judges packs on their development sets and on ordinary chat. */
import { compileRules, type Pack, type RuleSet } from '@atalaia/rules';
import { ordinaryChat } from '../ordinary-chat.ts';
import type { DevelopmentSet } from './development-sets.ts';
import { countFlags, type Figures, figuresOf, precisionAt } from './figures.ts';

/** The packs of the program and the models that their learned rules ask. */
export interface Packs {
  readonly packs: readonly Pack[];
  readonly models: NonNullable<NonNullable<Parameters<typeof compileRules>[1]>['models']>;
}

/** One message in so many is taken to be a case. */
export const assumedPrevalence = 200;

/** One set under the pack that it was written for. */
export interface SetVerdict extends Figures {
  readonly pack: string;
  readonly language: string;
  readonly author: string;
  readonly lines: number;
  readonly precisionAtPrevalence: number | undefined;
  readonly rules: readonly Contribution[];
  readonly missed: readonly string[];
  readonly wronglyFlagged: readonly string[];
}

/** What one rule found in a set, in lines. */
export interface Contribution {
  readonly rule: string;
  readonly right: number;
  readonly wrong: number;
  /** Lines that match and that no other rule of the pack found. */
  readonly onlyIt: number;
}

/** A pack whole, `active: false` included, in all its languages: nobody has told it the language of a message. */
export function compilePack(id: string, { packs, models }: Packs): RuleSet {
  return compileRules(
    packs.filter((pack) => pack.id === id),
    { inactive: true, models },
  );
}

/** Judges every set under the pack that it was written for; sets of packs that are not there are left out. */
export function judgeSets(sets: readonly DevelopmentSet[], packs: Packs): readonly SetVerdict[] {
  const byPack = Map.groupBy(sets, ({ pack }) => pack);
  return [...byPack].flatMap(([id, ofPack]) => {
    if (!packs.packs.some((pack) => pack.id === id)) return [];
    const ruleSet = compilePack(id, packs);
    return ofPack.map((set) => judgeSet(set, ruleSet));
  });
}

function judgeSet(set: DevelopmentSet, ruleSet: RuleSet): SetVerdict {
  const judged = set.lines.map(({ text, from, match }) => {
    const rules = [...new Set(ruleSet.evaluate({ text, from }).map((hit) => hit.rule))];
    return { text, match, rules, flagged: rules.length > 0 };
  });
  const counts = countFlags(judged);
  const { pack, language, author } = set;
  return {
    pack,
    language,
    author,
    lines: judged.length,
    ...figuresOf(counts),
    precisionAtPrevalence: precisionAt(assumedPrevalence, counts),
    rules: contributions(judged),
    missed: judged.filter((line) => line.match && !line.flagged).map(({ text }) => text),
    wronglyFlagged: judged.filter((line) => !line.match && line.flagged).map(({ text }) => text),
  };
}

function contributions(
  judged: readonly { readonly match: boolean; readonly rules: readonly string[] }[],
): readonly Contribution[] {
  return [...new Set(judged.flatMap(({ rules }) => rules))].sort().map((rule) => {
    const found = judged.filter(({ rules }) => rules.includes(rule));
    return {
      rule,
      right: found.filter(({ match }) => match).length,
      wrong: found.filter(({ match }) => !match).length,
      onlyIt: found.filter(({ match, rules }) => match && rules.length === 1).length,
    };
  });
}

/** How many ordinary messages the packs that are on at first start raise an alert for, and which. */
export interface ChatVerdict {
  readonly messages: number;
  readonly alerts: number;
  readonly per200: number;
  readonly flagged: readonly { readonly rule: string; readonly text: string }[];
}

export function judgeOrdinaryChat({ packs, models }: Packs): ChatVerdict {
  const ruleSet = compileRules(
    packs.filter(({ active }) => active),
    { models },
  );
  const flagged = ordinaryChat.flatMap((text) => {
    const alert = ruleSet.evaluate({ text }).find((hit) => ruleSet.describe(hit.rule)?.effect === 'alert');
    return alert === undefined ? [] : [{ rule: alert.rule, text }];
  });
  const messages = ordinaryChat.length;
  return { messages, alerts: flagged.length, per200: (flagged.length * 200) / messages, flagged };
}
