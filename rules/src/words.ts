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
  /** Two numbers for each word: its hash, and the place just behind it. */
  list: Int32Array;
}

export function makeWords(): Words {
  return room(1024);
}

/** Reads a text into `words`; what was there before is gone. Steps: one for each UTF-16 unit. */
export function readWords(words: Words, fold: Fold, text: string): void {
  const length = text.length;
  if (length >= words.units.length) Object.assign(words, room(length * 2));
  const { units, list } = words;
  words.bytes.write(text, 0, length * 2, 'utf16le');
  units[length] = 0;
  words.length = length;
  const { table } = fold;
  const closer: number = LOOK_CLOSER;
  let hash = 0;
  let next = 0;
  let before = 0;
  let at = 0;
  while (at <= length) {
    // The fast way. No branch depends on where words end, which a processor can't foretell: a word is written at every
    // unit and counted only at the first separator after a letter. It calls nothing, so all it needs stays in registers.
    for (; at <= length; at++) {
      const value = table[units[at] as number] as number;
      if ((value - 1) >>> 0 < closer) {
        if (value === closer) break;
        continue;
      }
      const inWord = -value >> 31;
      list[next] = hash;
      list[next + 1] = at;
      next += before & ~inWord & 2;
      hash = (((hash << 5) | (hash >>> 27)) ^ value) & inWord;
      before = inWord;
    }
    if (at > length) break;
    const one = foldAt(fold, text, at);
    if (one.value === SEPARATOR) {
      list[next] = hash;
      list[next + 1] = at;
      next += before & 2;
      hash = 0;
      before = 0;
    } else {
      for (let k = 0; k < one.letters.length; k++) hash = ((hash << 5) | (hash >>> 27)) ^ one.letters.charCodeAt(k);
      if (one.letters !== '') before = -1;
    }
    at += one.units;
  }
  words.count = next >>> 1;
}

/** Where a word begins: its first letter after the word before it. */
export function wordStart(words: Words, fold: Fold, text: string, word: number): number {
  for (let at = word === 0 ? 0 : (words.list[word * 2 - 1] as number); at < words.length; ) {
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
  let at = words.list[word * 2 + 1] as number;
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
  let hash = 0;
  for (let at = 0; at < folded.length; at++) hash = ((hash << 5) | (hash >>> 27)) ^ folded.charCodeAt(at);
  return hash;
}

function room(size: number): Words {
  const units = new Uint16Array(size);
  return { units, bytes: Buffer.from(units.buffer), length: 0, count: 0, list: new Int32Array(size + 3) };
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
    const one = at < text.length ? foldOne(fold, text, at) : { letters: '', value: SEPARATOR, units: 1 };
    if (one.letters !== '') {
      if (folded === '') start = at;
      folded += one.letters;
      end = at + one.units;
    } else if (one.value === MARK) {
      end = at + one.units;
    } else if (one.value === SEPARATOR && folded !== '') {
      words.push({ folded, start, end });
      folded = '';
    }
    at += one.units;
  }
  return words;
}

function foldOne(fold: Fold, text: string, at: number): { letters: string; value: number; units: number } {
  const value = fold.table[text.charCodeAt(at)] ?? SEPARATOR;
  if (value === LOOK_CLOSER) return foldAt(fold, text, at);
  return { letters: value > LOOK_CLOSER ? String.fromCharCode(value) : '', value, units: 1 };
}
