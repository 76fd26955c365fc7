/** The plainest way to say where lexicon rules fire: every combination of words is tried. Slow, short, and obviously right. */

import { foldFor } from '../../rules/src/fold.ts';
import { type Direction, type Hours, type Language, languages, type Screenable } from '../../rules/src/index.ts';
import { inflect } from '../../rules/src/inflect/inflect.ts';
import { foldedWords } from '../../rules/src/words.ts';

/** A term taken apart: stretches of words, between each two of them a gap of so many words. */
export interface NaiveTerm {
  readonly stretches: readonly (readonly { readonly word: string; readonly inflected: boolean }[])[];
  readonly gaps: readonly number[];
}

export interface NaiveRule {
  readonly id: string;
  readonly language: Language;
  readonly terms: readonly NaiveTerm[];
  readonly except?: readonly NaiveTerm[];
  readonly near?: { readonly terms: readonly NaiveTerm[]; readonly within: number };
  readonly unless?: { readonly terms: readonly NaiveTerm[]; readonly within: number };
  readonly from?: Direction;
  readonly hours?: Hours;
  readonly numbers?: readonly string[];
}

/** A term as packs write it. */
export function written({ stretches, gaps }: NaiveTerm): string {
  return stretches
    .map((words, index) => {
      const gap = index === 0 ? '' : `...${gaps[index - 1]} `;
      return gap + words.map(({ word, inflected }) => (inflected ? `${word}~` : word)).join(' ');
    })
    .join(' ');
}

/** `rule@start-end` for every hit within the limits, in no order. */
export function naiveHits(rules: readonly NaiveRule[], message: Screenable): ReadonlySet<string> {
  const words = foldedWords(foldFor(true), message.text);
  const text = { words, text: message.text };
  const asked = rules.filter((rule) => looksAt(rule, message) && (message.language || maySpeak(rule.language, text)));
  const ofRules = asked.map((rule) => [...new Set(hitsOf(rule, text))].toSorted(byPlace).slice(0, 100));
  const fired = ofRules.filter((hits) => hits.length > 0);
  const total = fired.reduce((sum, hits) => sum + hits.length, 0);
  const each = total > 1000 ? Math.max(1, Math.floor(1000 / fired.length)) : 100;
  return new Set(fired.flatMap((hits) => hits.slice(0, each)));
}

/** Small words that tell the language, one of each. */
export const telling: Readonly<Record<Language, string>> = { 'pt-BR': 'você', es: 'usted', en: 'the' };

/** Not if the words of another language stand there and, but for one in eight up to two, none of its own. */
function maySpeak(language: Language, { words }: Text): boolean {
  const count = (of: Language) => words.filter(({ folded }) => folded === telling[of].replace('ê', 'e')).length;
  const own = count(language);
  return languages.every((other) => {
    if (other === language || count(other) === 0) return true;
    return own > 2 || own * 8 > count(other);
  });
}

/** The earlier first, of two that begin together the longer. */
function byPlace(one: string, other: string): number {
  const [a, b] = [one, other].map((hit) =>
    hit
      .slice(hit.lastIndexOf('@') + 1)
      .split('-')
      .map(Number),
  );
  return (a?.[0] ?? 0) - (b?.[0] ?? 0) || (b?.[1] ?? 0) - (a?.[1] ?? 0);
}

function looksAt(rule: NaiveRule, { from, language, number, hours }: Screenable): boolean {
  return (
    (rule.from === undefined || from === undefined || rule.from === from) &&
    (language === undefined || rule.language === language) &&
    (rule.hours === undefined || rule.hours === hours) &&
    (rule.numbers === undefined || rule.numbers.includes(number ?? ''))
  );
}

interface Text {
  readonly text: string;
  readonly words: ReturnType<typeof foldedWords>;
}

/** The numbers of a term's words in the message, in order. */
type Match = readonly number[];

function hitsOf(rule: NaiveRule, text: Text): readonly string[] {
  const { words } = text;
  const matches = (terms: readonly NaiveTerm[] = []) => terms.flatMap((term) => matchesOf(term, rule.language, text));
  const span = (...match: number[]) => ({
    start: words[Math.min(...match)]?.start ?? 0,
    end: words[Math.max(...match)]?.end ?? 0,
  });
  const exceptions = matches(rule.except).map((match) => span(...match));
  const unless = matches(rule.unless?.terms);
  const near = matches(rule.near?.terms);
  return matches(rule.terms)
    .filter(
      (match) =>
        !unless.some((other) => overlap(match, other) || isWithin(rule.unless?.within ?? 0, match, other, text)),
    )
    .flatMap((match) => {
      if (rule.near === undefined) return [span(...match)];
      const within = rule.near.within;
      const around = near.filter((other) => other.every((word) => !match.includes(word)) && !crosses(match, other));
      if (around.some((other) => isInside(match, other))) return [span(...match)];
      const [nearest] = around
        .filter((other) => isWithin(within, match, other, text))
        .toSorted(
          (a, b) => distance(match, a) - distance(match, b) || order(match, a) - order(match, b) || a.length - b.length,
        );
      return nearest === undefined ? [] : [span(...match, ...nearest)];
    })
    .filter((hit) => !exceptions.some((exception) => exception.start < hit.end && hit.start < exception.end))
    .map(({ start, end }) => `${rule.id}@${start}-${end}`);
}

const first = (match: Match) => match[0] ?? 0;
const last = (match: Match) => match.at(-1) ?? 0;
const overlap = (a: Match, b: Match) => first(a) <= last(b) && first(b) <= last(a);
const isInside = (outer: Match, inner: Match) => first(outer) < first(inner) && last(inner) < last(outer);
const crosses = (a: Match, b: Match) => overlap(a, b) && !isInside(a, b);
/** What stands before comes before what stands after. */
const order = (place: Match, other: Match) => Math.sign(first(other) - first(place));
const distance = (a: Match, b: Match) => (first(b) > last(a) ? first(b) - last(a) : first(a) - last(b));

function isWithin(within: number, a: Match, b: Match, text: Text): boolean {
  if (overlap(a, b) || distance(a, b) > within) return false;
  return first(b) > last(a) ? isOneParagraph(text, last(a), first(b)) : isOneParagraph(text, last(b), first(a));
}

/** Every way to place the words of a term; of those with the same end the one whose words stand latest. */
function matchesOf(term: NaiveTerm, language: Language, text: Text): readonly Match[] {
  let ways: readonly Match[] = [[]];
  for (const [index, stretch] of term.stretches.entries()) {
    for (const [at, { word, inflected }] of stretch.entries()) {
      const forms = inflected ? inflect(word, language) : [word];
      ways = ways.flatMap((way) =>
        text.words.flatMap(({ folded }, next) => {
          if (!forms.includes(folded)) return [];
          if (at > 0) return next === last(way) + 1 && isOnePhrase(text, next - 1, next) ? [[...way, next]] : [];
          if (index === 0) return [[next]];
          const between = next - last(way) - 1;
          const fits = between >= 0 && between <= (term.gaps[index - 1] ?? 0) && isOneParagraph(text, last(way), next);
          return fits ? [[...way, next]] : [];
        }),
      );
    }
  }
  const later = (a: Match, b: Match) => {
    for (let at = a.length - 1; at >= 0; at--) if (a[at] !== b[at]) return (b[at] ?? 0) - (a[at] ?? 0);
    return 0;
  };
  const byEnd = Map.groupBy(ways, last);
  return Array.from(byEnd.values(), (same) => same.toSorted(later)[0] ?? []);
}

function between({ text, words }: Text, a: number, b: number): string {
  return text.slice(words[a]?.end, words[b]?.start);
}

function isOneParagraph(text: Text, a: number, b: number): boolean {
  return !/\n[ \t]*\n/.test(between(text, a, b));
}

function isOnePhrase(text: Text, a: number, b: number): boolean {
  const signs = between(text, a, b);
  return signs.length <= 8 && !/[.!?][ \n\u00a0]/.test(signs);
}
