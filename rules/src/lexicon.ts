/** Finds thousands of words and phrases in one walk over a message. */
import { type Evasion, makeEvasion } from './evasion/evasion.ts';
import { type Fold, foldAt, INVISIBLE, LOOK_CLOSER, MARK, SEPARATOR } from './fold.ts';
import { type FoldedWord, foldedWords, hashWord, type Words, wordEnd, wordStart } from './words.ts';

/** The longest phrase, in words. */
export const MAX_WORDS = 16;
/** At most this many characters stand between two words of one phrase. */
const MAX_GAP = 8;

/** A word or phrase to look for; `target` is handed back with every find. */
export interface Term {
  readonly term: string;
  readonly target: number;
}

/**
 * The compiled word list. A phrase is stored under the hash of its last two words, of its last three, and so on up to
 * the whole, so that a scan goes back from a word only where a phrase may end.
 */
export interface Lexicon {
  readonly fold: Fold;
  /**
   * Open addressing, two numbers for each place: the hash of a word sequence, and what ends there:
   * `(first entry + 1) * 2`, plus 1 where longer phrases end in the same words; 0 where empty.
   */
  readonly places: Int32Array;
  /** The upper `32 - shift` bits of a hash are its place. */
  readonly shift: number;
  /** Two bits of one number are set for each hash in `places`: nearly all words of a message end here, in a near cache. */
  readonly sieve: Int32Array;
  readonly sieveShift: number;
  /** Four numbers for each term: target, next entry of the same words + 1, and where its folded letters stand. */
  readonly entries: Int32Array;
  /** The folded letters of all terms, for comparing a find with what was looked for. */
  readonly letters: Uint16Array;
  /** For finding disguised words; without it only what is written plainly is found. */
  readonly evasion: Evasion | undefined;
}

/** Compiles words and phrases. A term without letters or with more than `MAX_WORDS` words is left out: packs refuse both. */
export function compileLexicon(terms: readonly Term[], fold: Fold): Lexicon {
  const endings = new Map<string, Tail>();
  const entries: Entry[] = [];
  const sequences: string[][] = [];
  for (const { term, target } of terms) {
    const words = foldedWords(fold, term);
    const last = words.at(-1);
    if (last === undefined || words.length > MAX_WORDS) continue;
    let text = last.folded;
    let hash = spread(hashWord(text));
    for (let from = words.length - 2; from >= 0; from--) {
      const { folded } = words[from] as FoldedWord;
      text = `${folded} ${text}`;
      hash = joinHash(hash, spread(hashWord(folded)));
      if (from > 0) tailOf(endings, text, hash).longer = true;
    }
    if (fold.evasion) sequences.push(words.map(({ folded }) => folded));
    const letters = fold.evasion ? text : exactLetters(fold, term, words);
    tailOf(endings, text, hash).entries.push(entries.length);
    entries.push({ target, letters });
  }
  return layOut(fold, [...endings.values()], entries, fold.evasion ? makeEvasion(fold, sequences) : undefined);
}

/**
 * All finds in a text whose words were read into `words`, as triples target, start, end (UTF-16 offsets into the text
 * as given), ordered by end. A find is never part of a longer word.
 * Steps: at most `MAX_WORDS` looks for each word, so linear in the text.
 */
export function scanLexicon(lexicon: Lexicon, text: string, words: Words): readonly number[] {
  let found: number[] | undefined;
  for (let word = sift(lexicon, words, 0); word < words.count; word = sift(lexicon, words, word + 1)) {
    found ??= [];
    look(lexicon, text, words, word, word, spread(words.hashes[word] as number), found);
    if (word > 0) lookBack(lexicon, text, words, word, found);
  }
  return found ?? nothing;
}

/**
 * The next word that may be a term or end a phrase, from `first` on; the number of words if there is none.
 * A function of its own without calls, like `walk` in `words.ts`.
 */
function sift({ sieve, sieveShift }: Lexicon, { count, hashes }: Words, first: number): number {
  let earlier = first === 0 ? 0 : Math.imul(hashes[first - 1] as number, SPREAD);
  for (let word = first; word < count; word++) {
    const one = Math.imul(hashes[word] as number, SPREAD);
    const two = (Math.imul(one, JOIN) + earlier) | 0;
    earlier = one;
    const placeOne = one >>> sieveShift;
    const placeTwo = two >>> sieveShift;
    const bitsOne = sieve[placeOne >>> 5] as number;
    const bitsTwo = sieve[placeTwo >>> 5] as number;
    if (
      ((((bitsOne >>> placeOne) & (bitsOne >>> (one >>> 8))) | ((bitsTwo >>> placeTwo) & (bitsTwo >>> (two >>> 8)))) &
        1) !==
      0
    )
      return word;
  }
  return count;
}

// Odd multipliers: SPREAD (2^32 divided by the golden ratio) for places in a table, JOIN for sequences of words.
const SPREAD = 0x9e3779b1 | 0;
const JOIN = 0x297a2d39;
const nothing: readonly number[] = [];

/** The hash of one word, spread so that its upper bits serve as a place. */
function spread(hash: number): number {
  return Math.imul(hash, SPREAD);
}

/** The hash of a word sequence, from the hash of its later part and the spread hash of the word before that. */
function joinHash(later: number, earlier: number): number {
  return (Math.imul(later, JOIN) + earlier) | 0;
}

/** A phrase may end at this word: goes back word by word as long as some phrase ends in these words. */
function lookBack(lexicon: Lexicon, text: string, words: Words, to: number, found: number[]): void {
  const least = Math.max(0, to - MAX_WORDS + 1);
  let hash = spread(words.hashes[to] as number);
  for (let from = to - 1; from >= least; from--) {
    if (lexicon.fold.evasion && !joins(lexicon, text, words, from)) return;
    hash = joinHash(hash, spread(words.hashes[from] as number));
    if (!look(lexicon, text, words, from, to, hash, found)) return;
  }
}

/**
 * Looks the words `from` to `to` up, adds a find for each term that stands there, and says whether a longer phrase may
 * end in them.
 */
function look(
  lexicon: Lexicon,
  text: string,
  words: Words,
  from: number,
  to: number,
  hash: number,
  found: number[],
): boolean {
  const { places, entries } = lexicon;
  let goOn = false;
  for (let place = (hash >>> lexicon.shift) << 1; places[place + 1] !== 0; ) {
    if (places[place] === hash) {
      const ends = places[place + 1] as number;
      if ((ends & 1) !== 0) goOn = true;
      let entry = (ends >> 1) - 1;
      const start = entry < 0 ? 0 : wordStart(words, lexicon.fold, text, from);
      const end = entry < 0 ? 0 : wordEnd(words, lexicon.fold, text, to);
      for (; entry >= 0; entry = (entries[entry * 4 + 1] as number) - 1) {
        // An equal hash alone is no find.
        if (isSame(lexicon, entry, text, start, end)) found.push(entries[entry * 4] as number, start, end);
      }
    }
    place = (place + 2) & (places.length - 1);
  }
  return goOn;
}

function joins(lexicon: Lexicon, text: string, words: Words, word: number): boolean {
  return isOneStretch(text, wordEnd(words, lexicon.fold, text, word), wordStart(words, lexicon.fold, text, word + 1));
}

/** A word and the next may stand apart by a few characters, but a phrase does not go across the end of a sentence. */
export function isOneStretch(text: string, from: number, to: number): boolean {
  if (to - from > MAX_GAP) return false;
  for (let at = from; at < to - 1; at++) {
    const unit = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if ((unit === 0x2e || unit === 0x21 || unit === 0x3f) && (next === 0x20 || next === 0x0a || next === 0xa0))
      return false;
  }
  return true;
}

/** The terms that folded words in a row are, and whether longer phrases end in them: for words that no text holds as such. */
export function endingOf(lexicon: Lexicon, words: readonly string[]): Ending {
  const { places, entries, letters } = lexicon;
  const text = words.join(' ');
  const hash = words.reduceRight((later, word, at) => {
    const one = spread(hashWord(word));
    return at === words.length - 1 ? one : joinHash(later, one);
  }, 0);
  // Phrases are stored from their last two words on.
  const ending: { targets: number[]; goesOn: boolean } = { targets: [], goesOn: words.length === 1 };
  for (let place = (hash >>> lexicon.shift) << 1; places[place + 1] !== 0; place = (place + 2) & (places.length - 1)) {
    if (places[place] !== hash) continue;
    const ends = places[place + 1] as number;
    if ((ends & 1) !== 0) ending.goesOn = true;
    for (let entry = (ends >> 1) - 1; entry >= 0; entry = (entries[entry * 4 + 1] as number) - 1) {
      const [from, to] = [entries[entry * 4 + 2] as number, entries[entry * 4 + 3] as number];
      if (text === String.fromCharCode(...letters.subarray(from, to)))
        ending.targets.push(entries[entry * 4] as number);
    }
  }
  return ending;
}

/** What ends with some words. */
interface Ending {
  readonly targets: readonly number[];
  readonly goesOn: boolean;
}

function isSame(lexicon: Lexicon, entry: number, text: string, start: number, end: number): boolean {
  const { fold, letters } = lexicon;
  let next = lexicon.entries[entry * 4 + 2] as number;
  const stop = lexicon.entries[entry * 4 + 3] as number;
  let between = false;
  for (let at = start; at < end; ) {
    const unit = text.charCodeAt(at);
    const value = fold.table[unit] as number;
    if (value > LOOK_CLOSER) {
      if (next >= stop || letters[next++] !== value) return false;
      between = false;
      at++;
      continue;
    }
    const one = value === LOOK_CLOSER ? foldAt(fold, text, at) : undefined;
    at += one?.units ?? 1;
    if (value === INVISIBLE || value === MARK || one?.value === INVISIBLE || one?.value === MARK) continue;
    if (value === SEPARATOR || one?.value === SEPARATOR) {
      if (between && fold.evasion) continue;
      between = true;
      if (next >= stop || letters[next++] !== (fold.evasion ? 0x20 : unit)) return false;
      continue;
    }
    between = false;
    for (let k = 0; one !== undefined && k < one.letters.length; k++) {
      if (next >= stop || letters[next++] !== one.letters.charCodeAt(k)) return false;
    }
  }
  return next === stop;
}

/** Without evasion the characters between the words of a phrase count as they are, like `grep -F`. */
function exactLetters(
  fold: Fold,
  term: string,
  words: readonly { folded: string; start: number; end: number }[],
): string {
  let letters = '';
  let before: number | undefined;
  for (const { folded, start, end } of words) {
    if (before !== undefined) {
      for (let at = before; at < start; at++) {
        if (fold.table[term.charCodeAt(at)] !== MARK) letters += term.charAt(at);
      }
    }
    letters += folded;
    before = end;
  }
  return letters;
}

interface Tail {
  readonly hash: number;
  longer: boolean;
  readonly entries: number[];
}

interface Entry {
  readonly target: number;
  readonly letters: string;
}

function tailOf(endings: Map<string, Tail>, text: string, hash: number): Tail {
  let ending = endings.get(text);
  if (ending === undefined) {
    ending = { hash, longer: false, entries: [] };
    endings.set(text, ending);
  }
  return ending;
}

function layOut(
  fold: Fold,
  endings: readonly Tail[],
  entries: readonly Entry[],
  evasion: Evasion | undefined,
): Lexicon {
  const bits = bitsFor(endings.length * 2);
  const sieveBits = bitsFor(endings.length * 32);
  const lexicon: Lexicon = {
    fold,
    places: new Int32Array(2 << bits),
    shift: 32 - bits,
    sieve: new Int32Array((1 << sieveBits) / 32),
    sieveShift: 32 - sieveBits,
    entries: new Int32Array(entries.length * 4),
    letters: new Uint16Array(entries.reduce((sum, entry) => sum + entry.letters.length, 0)),
    evasion,
  };
  let at = 0;
  for (const [index, { target, letters }] of entries.entries()) {
    lexicon.entries.set([target, 0, at, at + letters.length], index * 4);
    for (let k = 0; k < letters.length; k++) lexicon.letters[at++] = letters.charCodeAt(k);
  }
  for (const ending of endings) {
    let first = 0;
    for (const entry of ending.entries) {
      lexicon.entries[entry * 4 + 1] = first;
      first = entry + 1;
    }
    let place = (ending.hash >>> lexicon.shift) << 1;
    while (lexicon.places[place + 1] !== 0) place = (place + 2) & (lexicon.places.length - 1);
    lexicon.places[place] = ending.hash;
    lexicon.places[place + 1] = first * 2 + (ending.longer ? 1 : 0);
    const bit = ending.hash >>> lexicon.sieveShift;
    lexicon.sieve[bit >>> 5] = (lexicon.sieve[bit >>> 5] as number) | (1 << bit) | (1 << (ending.hash >>> 8));
  }
  return lexicon;
}

/** The bits of the smallest table with this many places, at least 64. */
function bitsFor(places: number): number {
  return Math.max(6, Math.ceil(Math.log2(Math.max(1, places))));
}
