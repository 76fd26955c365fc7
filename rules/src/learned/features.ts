/** Cuts a message into what a learned model weighs: words, pairs of words, and runs of 2 to 5 letters, each as a number. */
import { type Fold, foldAt, INVISIBLE, LOOK_CLOSER, MARK, SEPARATOR } from '../fold.ts';

/**
 * The features of one message at a time; the arrays grow to the longest message seen and are used again.
 * Words are folded, doubled letters count once, digits inside words are read as the letters they stand for.
 */
export interface Features {
  /** How many words, and where each begins and ends in the message: UTF-16 offsets, end exclusive. */
  words: number;
  starts: Int32Array;
  ends: Int32Array;
  /** How many features, the hash of each (32 bits), and the word it belongs to; a pair belongs to its second word. */
  count: number;
  hashes: Int32Array;
  owners: Int32Array;
  /** Room for the letters of the word being read, between its edges. */
  readonly letters: Uint16Array;
}

export function makeFeatures(): Features {
  return {
    words: 0,
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    count: 0,
    hashes: new Int32Array(1024),
    owners: new Int32Array(1024),
    letters: new Uint16Array(MAX_LETTERS + 2),
  };
}

/** Runs of letters are this long at most; shorter ones, from 2 on, count too. */
const LONGEST_RUN = 5;
/** Letters of a word beyond these do not count: longer words are noise. */
const MAX_LETTERS = 32;
/** Stands before the first and after the last letter of a word in runs. */
const EDGE = 1;
const WORD_SEED = 0x51ed270b;
const PAIR_SEED = 0x2545f491;

/** Reads the features of a text into `features`; what was there before is gone. Steps are linear in the text. */
export function readFeatures(features: Features, fold: Fold, text: string): void {
  features.words = 0;
  features.count = 0;
  const { letters } = features;
  const word: WordSoFar = { length: 0, start: 0, previous: 0 };
  for (let at = 0; at <= text.length; ) {
    const value = at < text.length ? (fold.table[text.charCodeAt(at)] as number) : SEPARATOR;
    if (value > LOOK_CLOSER) {
      if (word.length === 0) word.start = at;
      addLetter(letters, word, value);
      at++;
      continue;
    }
    const one = value === LOOK_CLOSER ? foldAt(fold, text, at) : undefined;
    const kind = one?.value ?? value;
    if (one !== undefined && one.letters !== '') {
      if (word.length === 0) word.start = at;
      for (let k = 0; k < one.letters.length; k++) addLetter(letters, word, one.letters.charCodeAt(k));
    } else if (kind !== INVISIBLE && kind !== MARK) {
      if (word.length > 0) endWord(features, letters, word, at);
      word.length = 0;
    }
    at += one?.units ?? 1;
  }
}

interface WordSoFar {
  length: number;
  start: number;
  /** The hash of the word before; 0 if there is none. */
  previous: number;
}

/** A letter again counts once: `burrroooo` is `buro`, and so is `burro`. */
function addLetter(letters: Uint16Array, word: WordSoFar, letter: number): void {
  if (word.length > 0 && letters[word.length] === letter) return;
  if (word.length < MAX_LETTERS) letters[++word.length] = letter;
}

const DIGITS_AS_LETTERS = Uint16Array.from('oizeasgtbg', (letter) => letter.charCodeAt(0));

/** `m3rda` is `merda`; what has digits only is one word, whatever the number. */
function readDigits(letters: Uint16Array, length: number): number {
  let digits = 0;
  for (let k = 1; k <= length; k++) if (isDigit(letters[k] as number)) digits++;
  if (digits === 0) return length;
  if (digits === length) {
    letters[1] = 0x30;
    return 1;
  }
  for (let k = 1; k <= length; k++) {
    const letter = letters[k] as number;
    if (isDigit(letter)) letters[k] = DIGITS_AS_LETTERS[letter - 0x30] as number;
  }
  return length;
}

function isDigit(letter: number): boolean {
  return letter >= 0x30 && letter <= 0x39;
}

function endWord(features: Features, letters: Uint16Array, word: WordSoFar, end: number): void {
  const length = readDigits(letters, word.length);
  letters[0] = EDGE;
  letters[length + 1] = EDGE;
  makeRoom(features, (length + 2) * LONGEST_RUN);
  const owner = features.words++;
  features.starts[owner] = word.start;
  features.ends[owner] = end;
  let whole = WORD_SEED;
  for (let k = 1; k <= length; k++) whole = step(whole, letters[k] as number);
  add(features, whole, owner);
  if (word.previous !== 0) add(features, step(step(PAIR_SEED, word.previous), whole), owner);
  word.previous = whole;
  for (let from = 0; from <= length; from++) {
    let hash = letters[from] as number;
    const last = Math.min(from + LONGEST_RUN, length + 2);
    for (let k = from + 1; k < last; k++) {
      hash = step(hash, letters[k] as number);
      add(features, hash, owner);
    }
  }
}

/** One step of a multiplicative hash; its upper bits are well mixed. */
function step(hash: number, letter: number): number {
  const mixed = Math.imul((hash ^ letter) + 0x7f4a7c15, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function add(features: Features, hash: number, owner: number): void {
  features.hashes[features.count] = Math.imul(hash, 0x85ebca6b);
  features.owners[features.count++] = owner;
}

function makeRoom(features: Features, more: number): void {
  if (features.words === features.starts.length) {
    features.starts = grown(features.starts, features.words * 2);
    features.ends = grown(features.ends, features.words * 2);
  }
  const need = features.count + more;
  if (need > features.hashes.length) {
    features.hashes = grown(features.hashes, need * 2);
    features.owners = grown(features.owners, need * 2);
  }
}

function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
