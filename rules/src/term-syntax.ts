/** How a term is written in a rule: words, `~` behind a word for all its inflections, ` ... ` for a gap. */
import type { Fold } from './fold.ts';
import { inflect, isInflected } from './inflect/inflect.ts';
import { MAX_WORDS } from './lexicon.ts';
import type { Language } from './rule.ts';
import { countWords, foldedWords, type Words } from './words.ts';

/** One stretch of words without a gap is looked for in at most so many forms; of more, it is cut in two. */
const MAX_FORMS_OF_PIECE = 256;
/** ` ... ` stands for up to so many words; ` ...6 ` for up to six. */
const USUAL_GAP = 3;
const LONGEST_GAP = 30;

/** Between two pieces of a term: directly after it, as within a phrase, or with up to so many words between. */
export type Joint = { readonly kind: 'next' } | { readonly kind: 'gap'; readonly words: number };

/** A term as it is looked for: pieces in their order, each found if one of its forms is; `joints[i]` stands before piece i + 1. */
export interface ReadTerm {
  readonly kind: 'term';
  readonly pieces: readonly (readonly string[])[];
  readonly joints: readonly Joint[];
}

/** What a term is read with; `room` is overwritten. `inflectAll` puts `~` behind every longer word. */
export interface TermContext {
  readonly fold: Fold;
  readonly room: Words;
  readonly language: Language | 'any';
  readonly inflectAll: boolean;
}

/** Reads one term, or says in plain words what is wrong with it. */
export function readTerm(
  term: string,
  context: TermContext,
): ReadTerm | { readonly kind: 'problem'; readonly message: string } {
  if (!context.inflectAll && !/[~…]|\.\.\./.test(term)) return plain(term, context);
  const stretches: string[][] = [[]];
  const gaps: number[] = [];
  for (const token of term.trim().split(/\s+/)) {
    const gap = /^(?:\.\.\.|…)(\d{0,4})$/.exec(token);
    if (gap === null) {
      stretches.at(-1)?.push(token);
      continue;
    }
    const words = gap[1] === '' ? USUAL_GAP : Number(gap[1]);
    if (words < 1 || words > LONGEST_GAP) return problem(`a gap of 1 to ${LONGEST_GAP} words, such as ...6`);
    gaps.push(words);
    stretches.push([]);
  }
  if (stretches.some((stretch) => stretch.length === 0)) return problem('a word before and after every "..."');
  const read = stretches.map((stretch) => formsOfWords(stretch, context));
  const flaw = read.find((words) => typeof words === 'string');
  if (typeof flaw === 'string') return problem(flaw);
  const words = read.filter((found) => typeof found !== 'string');
  if (words.flat().length > MAX_WORDS) return problem(tooLong);
  return inPieces(words, gaps);
}

const noWord = 'a word or a phrase, with at least one letter or digit';
const tooLong = `a phrase of at most ${MAX_WORDS} words`;

function problem(expected: string) {
  return { kind: 'problem', message: `expected ${expected}` } as const;
}

/** Most terms of long lists are plain words: these are not taken apart. */
function plain(term: string, { fold, room }: TermContext): ReturnType<typeof readTerm> {
  const words = countWords(room, fold, term);
  if (words === 0) return problem(noWord);
  return words > MAX_WORDS ? problem(tooLong) : { kind: 'term', pieces: [[term]], joints: [] };
}

/** For each folded word of a stretch its forms; a sentence if one cannot be read. */
function formsOfWords(tokens: readonly string[], context: TermContext): readonly (readonly string[])[] | string {
  const words: (readonly string[])[] = [];
  for (const token of tokens) {
    const isMarked = token.endsWith('~');
    const bare = isMarked ? token.slice(0, -1) : token;
    if (bare.includes('~') || bare === '') return '"~" directly behind a word, once';
    if (/\.\.\.|…/.test(bare)) return 'spaces around "...", and at most a number directly behind it';
    const folded = foldedWords(context.fold, bare).map((word) => word.folded);
    if (folded.length === 0) return isMarked ? '"~" directly behind a word, once' : noWord;
    for (const [index, word] of folded.entries()) {
      const inflected = (isMarked && index === folded.length - 1) || (context.inflectAll && isInflected(word));
      words.push(inflected ? inflect(word, context.language) : [word]);
    }
  }
  return words;
}

/** Every combination of forms is a phrase of its own, so a stretch of too many is cut into pieces that follow each other. */
function inPieces(stretches: readonly (readonly (readonly string[])[])[], gaps: readonly number[]): ReadTerm {
  const pieces: (readonly string[])[] = [];
  const joints: Joint[] = [];
  for (const [index, words] of stretches.entries()) {
    const gap = gaps[index - 1];
    if (gap !== undefined) joints.push({ kind: 'gap', words: gap });
    let piece: readonly string[] | undefined;
    for (const forms of words) {
      if (piece === undefined) piece = forms;
      else if (piece.length * forms.length <= MAX_FORMS_OF_PIECE) {
        piece = piece.flatMap((before) => forms.map((form) => `${before} ${form}`));
      } else {
        pieces.push(piece);
        joints.push({ kind: 'next' });
        piece = forms;
      }
    }
    if (piece !== undefined) pieces.push(piece);
  }
  return { kind: 'term', pieces, joints };
}
