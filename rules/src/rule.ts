/** The nouns of the rule engine: what a rule is, what it looks at, and what a hit is. */

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

/** `alert` raises an alert; `tag` only marks the text (entities by default, PRODUCT.md R3). */
export type Effect = 'alert' | 'tag';

/** Where a rule was found in a text: UTF-16 offsets, `start` inclusive, `end` exclusive. */
export interface Hit {
  readonly rule: RuleRef;
  readonly kind: HitKind;
  readonly severity: Severity;
  readonly start: number;
  readonly end: number;
}

/** What single-message rules may look at. Without `from`, rules of both directions fire; without `language`, packs of all languages do. */
export interface Screenable {
  readonly text: string;
  readonly from?: Direction;
  readonly language?: Language;
  /** Random id of the number; rules limited to numbers fire only for these. */
  readonly number?: string;
}
