/** The nouns of the rule engine: what a rule is, what it looks at, and what a hit is. */

import type { ConductPattern } from './conduct/pattern.ts';
import type { EntityName } from './entity/detector.ts';

/** From harmless to urgent; the order is the ranking. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** How a rule finds things. `conduct` looks at a conversation over time, the others at one message. */
export const hitKinds = ['lexicon', 'pattern', 'entity', 'conduct', 'learned'] as const;
export type HitKind = (typeof hitKinds)[number];

/** Who wrote: somebody of the company, or the person outside. */
export const directions = ['agent', 'contact'] as const;
export type Direction = (typeof directions)[number];

/** The languages of screens, notices and packs. */
export const languages = ['pt-BR', 'en', 'es'] as const;
export type Language = (typeof languages)[number];

/** One text in each language of the product. */
export type Translated = Readonly<Record<Language, string>>;

/** `pack/rule`, for example `identifiers/cpf`. */
export type RuleRef = `${string}/${string}`;

/** `alert` raises an alert; `tag` only marks the text (entities by default). */
export type Effect = 'alert' | 'tag';

/** Where a rule was found in a text: UTF-16 offsets, `start` inclusive, `end` exclusive. */
export interface Hit {
  readonly rule: RuleRef;
  readonly kind: HitKind;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
}

/**
 * What single-message rules may look at. Without `from`, rules of both directions fire; without `language`, rules of all
 * languages that the text may be in: see `language/guess.ts`.
 */
export interface Screenable {
  readonly text: string;
  readonly from?: Direction;
  readonly language?: Language;
  /** Random id of the number; rules limited to numbers fire only for these. */
  readonly number?: string;
  /** Whether it was written within the number's business hours; where that is not known, rules about hours keep silent. */
  readonly hours?: Hours;
}

/** Business hours of the number's calendar. */
export const hours = ['within', 'outside'] as const;
export type Hours = (typeof hours)[number];

/** What every rule of a pack says about itself, whatever it looks for. */
export interface AnyRule {
  /** Unique within one file of the pack; the files of other languages may say the same rule in their words. */
  readonly id: string;
  readonly severity: Severity;
  readonly effect: Effect;
  /** Only messages of the company, or only those of the person outside. */
  readonly from?: Direction;
  /** Random ids of numbers; without it the rule looks at all. */
  readonly numbers?: readonly string[];
  /** Only messages written within, or outside, business hours. */
  readonly hours?: Hours;
  /** `false`: off at first start, though its pack is on. */
  readonly active?: boolean;
  /** Only dpos see its alerts, with the text masked (LGPD art. 5 II: sensitive data). */
  readonly audience?: 'dpo';
  /** What to do first, shown on the alert: for violence and self-harm. */
  readonly protocol?: Translated;
  /** One sentence that a manager reads in the queue. */
  readonly title: Translated;
  readonly why: Translated;
  /** Law or norm behind the rule. */
  readonly source?: string;
  /** Words and phrases: a hit that overlaps one of them is dropped. */
  readonly except?: readonly string[];
  /** Messages that must and must not match; `rules check` runs them. */
  readonly examples: { readonly match: readonly string[]; readonly pass: readonly string[] };
}

/** Finds words and phrases, whole, whatever their case, accents and formatting. */
export interface LexiconRule extends AnyRule {
  readonly kind: 'lexicon';
  /** Words and phrases, in the syntax of `term-syntax.ts`: `propina~` in all its inflections, `paga ... fora` with a gap. */
  readonly terms: readonly string[];
  /** Every word of every term in all its inflections, as if each was written with `~`. */
  readonly inflect?: boolean;
  /** A term counts only if one of these stands within so many words of it; the hit spans both. */
  readonly near?: Nearby;
  /** A term does not count if one of these stands within so many words of it. */
  readonly unless?: Nearby;
}

/** Terms at a distance: `within: 1` is the next word, before or after. */
export interface Nearby {
  readonly terms: readonly string[];
  /** In words, 1 to 30. */
  readonly within: number;
}

/** Finds regular expressions, in linear time. */
export interface PatternRule extends AnyRule {
  readonly kind: 'pattern';
  readonly patterns: readonly string[];
}

/** Finds identifiers with their check digits. */
export interface EntityRule extends AnyRule {
  readonly kind: 'entity';
  readonly entity: EntityName;
}

/** Finds what people did or left undone over time in one conversation. */
export interface ConductRule extends AnyRule {
  readonly kind: 'conduct';
  readonly when: ConductPattern;
}

/** Finds what a model that was trained on examples takes for the same; it explains itself by the words that weighed most. */
export interface LearnedRule extends AnyRule {
  readonly kind: 'learned';
  /** Names a file of weights in `rules/models`. */
  readonly model: string;
  /** The rule fires from this probability on, between 0 and 1. */
  readonly threshold: number;
}

export type Rule = LexiconRule | PatternRule | EntityRule | ConductRule | LearnedRule;

/** One file of rules. A pack is the union of its files in all languages. */
export interface Pack {
  readonly id: string;
  readonly version: string;
  /** The language its rules are written for; `any` for rules without language. */
  readonly language: Language | 'any';
  readonly title: Translated;
  /** Whether the pack is on at first start. The engine runs whatever packs it is given. */
  readonly active: boolean;
  readonly rules: readonly Rule[];
}
