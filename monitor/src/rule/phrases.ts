/** The phrases around a hit that could become an exception: an exception must touch the hit to silence it. */
import { foldedWords, foldFor, identifiersIn } from '@atalaia/rules';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Words taken in on either side of a hit, and in a phrase. */
const reach = 3;
const mostWords = 6;

/** Every run of words that holds a word of a hit, as they would be written in a rule. Digits and identifiers are never among them. */
export function phrasesAround(text: string, spans: readonly Span[]): readonly string[] {
  const words = foldedWords(foldFor(true), text);
  const identifiers = identifiersIn(text);
  const isUsable = ({ start, end }: Span) =>
    !/\p{N}/u.test(text.slice(start, end)) && !identifiers.some((one) => one.start < end && start < one.end);
  const phrases = new Set<string>();
  for (const span of spans) {
    const first = words.findIndex((word) => word.end > span.start);
    const last = words.findLastIndex((word) => word.start < span.end);
    if (first < 0 || last < first) continue;
    for (let from = Math.max(0, first - reach); from <= last; from++) {
      for (let to = Math.max(from, first); to < Math.min(words.length, last + reach + 1, from + mostWords); to++) {
        const run = words.slice(from, to + 1);
        if (run.every(isUsable)) phrases.add(run.map((word) => word.folded).join(' '));
      }
    }
  }
  return [...phrases];
}
