/** User patterns: run in linear time, and only on messages that hold the letters they require. */
import { RE2JS } from 're2js';
import type { Fold } from './fold.ts';
import { type FoldedView, spanInText } from './folded-view.ts';
import { requiredLiterals, SHORTEST } from './pattern-literals.ts';
import { BORDER, hex, type PatternProblem, type Piece, readPattern } from './pattern-syntax.ts';

/** A pattern reports at most this many places in one message. */
const MAX_PLACES = 100;
/** Each search may read all that is left, so in long messages fewer places are looked for: steps stay linear. */
const MAX_READ = 200_000;
const ALWAYS = 8;

/** A pattern ready to run on a folded view. */
export interface Pattern {
  readonly expression: RE2JS;
  /** Folded strings, one of which is in every match. */
  readonly literals: readonly string[];
  /** The same with borders in them, as they stand in a folded view. */
  readonly inView: readonly string[];
}

export type PatternCompiled =
  | { readonly kind: 'pattern'; readonly pattern: Pattern }
  | ({ readonly kind: 'problem' } & PatternProblem);

/**
 * Compiles a pattern. Case and accents do not matter; `\b` is the border of a word in any script.
 * Refused, with a sentence: what `readPattern` refuses, and patterns without three letters that every match contains.
 */
export function compilePattern(source: string, fold: Fold): PatternCompiled {
  const read = readPattern(source, fold);
  if (read.kind === 'problem') return read;
  const literals = requiredLiterals(read.piece);
  if (literals === undefined) {
    return {
      kind: 'problem',
      at: 0,
      message: `every match must contain ${SHORTEST} known characters in a row, so that the pattern need not run on every message`,
    };
  }
  try {
    const expression = RE2JS.compile(toRe2(read.piece), RE2JS.CASE_INSENSITIVE);
    return {
      kind: 'pattern',
      pattern: { expression, literals, inView: literals.map((literal) => withBorders(literal)) },
    };
  } catch {
    return { kind: 'problem', at: 0, message: 'the pattern is too large; split it' };
  }
}

/** Where a pattern matches: pairs start, end in the original text, ordered; at most 100, in very long messages 8. */
export function runPattern(pattern: Pattern, view: FoldedView): readonly (readonly [start: number, end: number])[] {
  if (!pattern.inView.some((literal) => view.text.includes(literal))) return [];
  const places: (readonly [number, number])[] = [];
  const matcher = pattern.expression.matcher(view.text);
  const most = Math.min(MAX_PLACES, Math.max(ALWAYS, Math.floor(MAX_READ / view.text.length)));
  while (places.length < most && matcher.find()) places.push(spanInText(view, matcher.start(), matcher.end()));
  return places;
}

/** Writes the pattern for RE2 over a folded view: a border may stand before any character and is a character of its own. */
function toRe2(piece: Piece): string {
  const border = hex(BORDER);
  switch (piece.kind) {
    case 'letters':
      return lettersToRe2(piece.letters, `${border}?`, piece.inWord);
    case 'set':
      return `(?:${border}?${piece.source})`;
    case 'border':
      return border;
    case 'start':
      return '^';
    case 'end':
      return `${border}?$`;
    case 'sequence':
      return sequenceToRe2(piece.parts);
    case 'choice':
      return `(?:${piece.options.map(toRe2).join('|')})`;
    case 'repeat': {
      const most = piece.most === Number.POSITIVE_INFINITY ? '' : piece.most;
      return `(?:${toRe2(piece.part)}){${piece.least},${most}}${piece.lazy ? '?' : ''}`;
    }
    default:
      return piece satisfies never;
  }
}

/** Between two letters of a word there is never a border, so runs of letters stay as cheap as they look. */
function sequenceToRe2(parts: readonly Piece[]): string {
  let source = '';
  let afterLetter = false;
  for (const part of parts) {
    if (part.kind === 'letters') {
      source += lettersToRe2(part.letters, afterLetter && part.inWord ? '' : `${hex(BORDER)}?`, part.inWord);
      afterLetter = part.inWord;
    } else {
      source += toRe2(part);
      afterLetter = false;
    }
  }
  return `(?:${source})`;
}

function lettersToRe2(letters: string, before: string, inWord: boolean): string {
  return before + Array.from(letters, hex).join(inWord ? '' : `${hex(BORDER)}?`);
}

/** Puts a border wherever a word begins or ends within the literal; its own ends stay open. */
function withBorders(literal: string): string {
  return literal.replace(
    /(?<=[\p{Alphabetic}\p{N}_])(?=[^\p{Alphabetic}\p{N}_])|(?<=[^\p{Alphabetic}\p{N}_])(?=[\p{Alphabetic}\p{N}_])/gu,
    BORDER,
  );
}
