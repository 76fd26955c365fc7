/** The folded text that patterns run on, with the way back to the original; made only for messages that need it. */
import { type Fold, foldAt, LOOK_CLOSER, MARK, SEPARATOR } from './fold.ts';
import { BORDER } from './pattern-syntax.ts';

/** Folded letters, everything between words as it was, and a border at both ends of every word. */
export interface FoldedView {
  readonly text: string;
  /** Where each unit of `text` begins and ends in the original. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

const SPACE = 0x20;

/** Folds a message. Steps and memory are linear in its length. */
export function foldedView(fold: Fold, text: string): FoldedView {
  const border = BORDER.charCodeAt(0);
  const most = mostUnits(fold, text);
  const units = new Uint16Array(most);
  const from = new Int32Array(most);
  const to = new Int32Array(most);
  let length = 0;
  let inWord = false;
  const add = (unit: number, start: number, end: number) => {
    units[length] = unit;
    from[length] = start;
    to[length++] = end;
  };
  const addBetween = (start: number, end: number) => {
    if (inWord) add(border, start, start);
    inWord = false;
    for (let at = start; at < end; at++) {
      const unit = text.charCodeAt(at);
      add(unit === border ? SPACE : unit, at, at + 1);
    }
  };
  const addLetter = (letter: number, start: number, end: number) => {
    if (!inWord) add(border, start, start);
    inWord = true;
    add(letter, start, end);
  };
  for (let at = 0; at < text.length; ) {
    const value = fold.table[text.charCodeAt(at)] ?? SEPARATOR;
    const one = value === LOOK_CLOSER ? foldAt(fold, text, at) : undefined;
    const end = at + (one?.units ?? 1);
    const kind = one?.value ?? value;
    if (value > LOOK_CLOSER) addLetter(value, at, end);
    else if (one !== undefined && one.letters !== '') {
      for (let k = 0; k < one.letters.length; k++) addLetter(one.letters.charCodeAt(k), at, end);
    } else if (kind === SEPARATOR) addBetween(at, end);
    else if (kind === MARK && length > 0) to[length - 1] = end;
    at = end;
  }
  if (inWord) add(border, text.length, text.length);
  const folded = Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
  return { text: folded, from: from.subarray(0, length), to: to.subarray(0, length) };
}

/** No character folds to more letters: U+FDFA, a whole phrase, does to eighteen. */
const LONGEST_FOLD = 18;

/** A border may stand before each unit, and one at the end. */
function mostUnits(fold: Fold, text: string): number {
  let most = text.length * 2 + 2;
  for (let at = 0; at < text.length; at++) {
    if (fold.table[text.charCodeAt(at)] === LOOK_CLOSER) most += LONGEST_FOLD;
  }
  return most;
}

/** The place in the original of a stretch of the view; borders at its ends belong to nothing. */
export function spanInText(view: FoldedView, start: number, end: number): readonly [start: number, end: number] {
  let first = start;
  let last = end;
  while (first < last && view.text[first] === BORDER) first++;
  while (last > first && view.text[last - 1] === BORDER) last--;
  return [view.from[first] ?? 0, last > first ? (view.to[last - 1] ?? 0) : (view.from[first] ?? 0)];
}
