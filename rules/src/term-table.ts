/** All words and phrases of all rules, each once: what is looked for, and on whose behalf. */
import type { Fold } from './fold.ts';
import { compileLexicon, type Lexicon, type Term } from './lexicon.ts';
import type { Language, Nearby, Rule } from './rule.ts';
import { type Joint, readTerm } from './term-syntax.ts';
import { makeWords } from './words.ts';

/** A term: pieces that are found one by one and joined by `near.ts`; nearly all terms have one piece. */
export interface Phrase {
  readonly pieces: readonly number[];
  readonly joints: readonly Joint[];
}

/** What a rule wants with a phrase: it is what the rule looks for, or an exception from it. */
export interface Use {
  readonly rule: number;
  readonly kind: 'term' | 'exception';
}

/** Phrases that stand near something, and how near. */
export interface Surroundings {
  /** The number of the list of phrases; equal lists have one number, so that they are looked at once for a message. */
  readonly list: number;
  readonly within: number;
}

export interface TermTable {
  /** Targets are pieces. */
  readonly lexicon: Lexicon;
  readonly phrases: readonly Phrase[];
  /** For each piece, the phrases that end in it. */
  readonly endingIn: readonly (readonly number[])[];
  /** For each piece the rule that it is a hit of as it stands, or one of the two numbers below. */
  readonly direct: Int32Array;
  /** For each phrase. */
  readonly uses: readonly (readonly Use[])[];
  /** For each phrase, the lists of neighbours that it is in. */
  readonly lists: readonly (readonly number[])[];
  /** For each rule that has them. */
  readonly near: ReadonlyMap<number, Surroundings>;
  readonly unless: ReadonlyMap<number, Surroundings>;
}

/** In `direct`: who wants a piece, and whether it is a hit, must be asked. */
export const TO_ASK = -1;
/** In `direct`: a piece that matters only beside others. */
export const BESIDE = -2;

/** Compiles the terms of rules, which go by their index. A term that cannot be read is left out: packs refuse it. */
export function compileTerms(
  rules: readonly { readonly rule: Rule; readonly language: Language | 'any' }[],
  fold: Fold,
): TermTable {
  const room = makeWords();
  const pieces = new Numbered();
  const phrases = new Numbered();
  const lists = new Numbered();
  const terms: Term[] = [];
  const table = {
    phrases: [] as Phrase[],
    endingIn: [] as number[][],
    uses: [] as Use[][],
    lists: [] as number[][],
    near: new Map<number, Surroundings>(),
    unless: new Map<number, Surroundings>(),
  };

  const pieceOf = (forms: readonly string[]): number => {
    const piece = pieces.of(JSON.stringify(forms));
    if (piece === table.endingIn.length) {
      table.endingIn.push([]);
      for (const term of forms) terms.push({ term, target: piece });
    }
    return piece;
  };
  const phraseOf = (term: string, language: Language | 'any', inflectAll: boolean): number | undefined => {
    const read = readTerm(term, { fold, room, language, inflectAll });
    if (read.kind === 'problem') return undefined;
    const made = { pieces: read.pieces.map(pieceOf), joints: read.joints };
    const phrase = phrases.of(keyOf(made));
    if (phrase === table.phrases.length) {
      table.phrases.push(made);
      table.uses.push([]);
      table.lists.push([]);
      table.endingIn[made.pieces.at(-1) ?? 0]?.push(phrase);
    }
    return phrase;
  };
  const surroundings = ({ terms, within }: Nearby, language: Language | 'any'): Surroundings => {
    const phrasesOfList = new Set(terms.map((term) => phraseOf(term, language, false)));
    const known = lists.size;
    const list = lists.of([...phrasesOfList].join(' '));
    if (list === known) for (const phrase of phrasesOfList) if (phrase !== undefined) table.lists[phrase]?.push(list);
    return { list, within };
  };

  for (const [index, { rule, language }] of rules.entries()) {
    const use = (kind: Use['kind'], term: string, inflectAll: boolean) => {
      const phrase = phraseOf(term, language, inflectAll);
      if (phrase !== undefined) table.uses[phrase]?.push({ rule: index, kind });
    };
    for (const term of rule.except ?? []) use('exception', term, false);
    if (rule.kind !== 'lexicon') continue;
    for (const term of rule.terms) use('term', term, rule.inflect === true);
    if (rule.near !== undefined) table.near.set(index, surroundings(rule.near, language));
    if (rule.unless !== undefined) table.unless.set(index, surroundings(rule.unless, language));
  }
  const direct = Int32Array.from(table.endingIn, (_, piece) => directRule(table, piece));
  return { ...table, direct, lexicon: compileLexicon(terms, fold) };
}

/** The rule of a piece that is a whole term of one rule without neighbours, and nothing else to any rule. */
function directRule(table: Omit<TermTable, 'direct' | 'lexicon'>, piece: number): number {
  const ended = table.endingIn[piece] ?? [];
  if (ended.every((phrase) => table.uses[phrase]?.length === 0)) return BESIDE;
  const [phrase, ...others] = ended;
  if (phrase === undefined || others.length > 0 || table.phrases[phrase]?.pieces.length !== 1) return TO_ASK;
  const [use, ...more] = table.uses[phrase] ?? [];
  if (use?.kind !== 'term' || more.length > 0 || table.lists[phrase]?.length !== 0) return TO_ASK;
  return table.near.has(use.rule) || table.unless.has(use.rule) ? TO_ASK : use.rule;
}

function keyOf({ pieces, joints }: Phrase): string {
  if (joints.length === 0) return String(pieces[0]);
  return `${pieces.join(' ')} ${joints.map((joint) => (joint.kind === 'gap' ? joint.words : 'next')).join(' ')}`;
}

/** Numbers for keys, from 0 in the order in which they first come. */
class Numbered {
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  of(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}
