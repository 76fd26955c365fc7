/** Cuts a message into folded, hashed words in one walk, without building a string: the first half of the word scan. */
import { type Fold, foldAt, INVISIBLE, LOOK_CLOSER, MARK, SEPARATOR } from './fold.ts';

/** Room for the words of one message at a time; grows to the longest message seen. */
export interface Words {
  /** The UTF-16 units of the text and a 0 after them: reading these is twice as fast as `charCodeAt`. */
  units: Uint16Array;
  bytes: Buffer;
  length: number;
  /** How many words. */
  count: number;
  /** For each word its hash, and the place just behind it. */
  hashes: Int32Array;
  ends: Int32Array;
  /** Where the walk stands: the next unit, the hash of the word so far, and whether there is one (-1) or not (0). */
  at: number;
  hash: number;
  inWord: number;
}

export function makeWords(): Words {
  return { ...room(1024), length: 0, count: 0, at: 0, hash: 0, inWord: 0 };
}

/** Reads a text into `words`; what was there before is gone. Steps: one for each UTF-16 unit. */
export function readWords(words: Words, fold: Fold, text: string): void {
  const length = text.length;
  if (length >= words.units.length) Object.assign(words, room(length * 2));
  words.bytes.write(text, 0, length * 2, 'utf16le');
  words.units[length] = 0;
  words.length = length;
  words.count = 0;
  words.at = 0;
  words.hash = 0;
  words.inWord = 0;
  walk(words, fold.table);
  if (words.at <= length) walkOn(words, fold, text);
}

/** From a unit that the table can't fold: apart from `readWords`, because V8 checks more in loops that call. */
function walkOn(words: Words, fold: Fold, text: string): void {
  while (words.at <= words.length) {
    const one = foldAt(fold, text, words.at);
    if (one.value === SEPARATOR) endWord(words);
    else if (one.letters !== '') {
      words.hash = addLetters(words.hash, one.letters);
      words.inWord = -1;
    }
    words.at += one.units;
    walk(words, fold.table);
  }
}

/**
 * The fast way: up to the end, or to a unit that the table sends to `foldAt`.
 * No branch depends on where words end, which a processor can't foretell: hash and place are written at every unit and
 * counted only at the first separator after a letter. A function of its own without calls, as only then V8 checks the
 * arrays once and not at every unit.
 */
function walk(words: Words, table: Uint16Array): void {
  const { units, hashes, ends, length } = words;
  let { at, count, hash, inWord } = words;
  for (; at <= length; at = (at + 1) | 0) {
    const value = table[units[at] as number] as number;
    hashes[count] = hash;
    ends[count] = at;
    // 1 to 3, written as numbers, which V8 compares faster than imported names: INVISIBLE, MARK, LOOK_CLOSER.
    if ((value - 1) >>> 0 < 3) {
      if (value === 3) break;
      continue;
    }
    const isLetter = -value >> 31;
    count = (count + (inWord & ~isLetter & 1)) | 0;
    hash = (((hash << 5) | (hash >>> 27)) ^ value) & isLetter;
    inWord = isLetter;
  }
  words.at = at;
  words.count = count;
  words.hash = hash;
  words.inWord = inWord;
}

function endWord(words: Words): void {
  words.hashes[words.count] = words.hash;
  words.ends[words.count] = words.at;
  words.count += words.inWord & 1;
  words.hash = 0;
  words.inWord = 0;
}

/** How many words a term has; 0 means that it holds no letter or digit to look for. Overwrites `words`. */
export function countWords(words: Words, fold: Fold, term: string): number {
  readWords(words, fold, term);
  return words.count;
}

/** Where a word begins: its first letter after the word before it. */
export function wordStart(words: Words, fold: Fold, text: string, word: number): number {
  for (let at = word === 0 ? 0 : (words.ends[word - 1] as number); at < words.length; ) {
    const value = fold.table[words.units[at] as number] as number;
    if (value > LOOK_CLOSER) return at;
    const one = value === LOOK_CLOSER ? foldAt(fold, text, at) : undefined;
    if (one !== undefined && one.letters !== '') return at;
    at += one?.units ?? 1;
  }
  return words.length;
}

/** Where a word ends: behind its last letter and the accents on it, before formatting and invisible characters. */
export function wordEnd(words: Words, fold: Fold, text: string, word: number): number {
  let at = words.ends[word] as number;
  for (;;) {
    const value = fold.table[words.units[at - 1] as number] as number;
    if (value === LOOK_CLOSER) {
      const pair = at > 1 && foldAt(fold, text, at - 2).units === 2;
      if (foldAt(fold, text, pair ? at - 2 : at - 1).value !== INVISIBLE) return at;
      at -= pair ? 2 : 1;
    } else if (value === INVISIBLE) at--;
    else return at;
  }
}

/** The hash that `readWords` gives to a folded word. */
export function hashWord(folded: string): number {
  return addLetters(0, folded);
}

function addLetters(hash: number, letters: string): number {
  let sum = hash;
  for (let at = 0; at < letters.length; at++) sum = ((sum << 5) | (sum >>> 27)) ^ letters.charCodeAt(at);
  return sum;
}

function room(size: number): Pick<Words, 'units' | 'bytes' | 'hashes' | 'ends'> {
  const units = new Uint16Array(size);
  // Every second unit can end a word; one more is written to than is counted.
  const most = (size >>> 1) + 2;
  return { units, bytes: Buffer.from(units.buffer), hashes: new Int32Array(most), ends: new Int32Array(most) };
}

/** A word with its place in the text it came from. */
export interface FoldedWord {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** The folded words of a text as strings: for terms at compile time, not for messages. */
export function foldedWords(fold: Fold, text: string): readonly FoldedWord[] {
  const words: FoldedWord[] = [];
  let folded = '';
  let start = 0;
  let end = 0;
  for (let at = 0; at <= text.length; ) {
    const value = at < text.length ? (fold.table[text.charCodeAt(at)] as number) : SEPARATOR;
    const one = value === LOOK_CLOSER ? foldAt(fold, text, at) : undefined;
    const letters = value > LOOK_CLOSER ? String.fromCharCode(value) : (one?.letters ?? '');
    const kind = one?.value ?? value;
    const next = at + (one?.units ?? 1);
    if (letters !== '') {
      if (folded === '') start = at;
      folded += letters;
      end = next;
    } else if (kind === MARK) {
      end = next;
    } else if (kind === SEPARATOR && folded !== '') {
      words.push({ folded, start, end });
      folded = '';
    }
    at = next;
  }
  return words;
}
