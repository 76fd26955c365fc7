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

/** Folds a message. Steps and memory are linear in its length. */
export function foldedView(fold: Fold, text: string): FoldedView {
  const units: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let inWord = false;
  const add = (unit: string, start: number, end: number) => {
    units.push(unit);
    from.push(start);
    to.push(end);
  };
  for (let at = 0; at < text.length; ) {
    const value = fold.table[text.charCodeAt(at)] ?? SEPARATOR;
    const one = value === LOOK_CLOSER ? foldAt(fold, text, at) : { letters: '', value, units: 1 };
    const letters = value > LOOK_CLOSER ? String.fromCharCode(value) : one.letters;
    const end = at + one.units;
    const isSeparator = letters === '' && one.value === SEPARATOR;
    if ((letters !== '' && !inWord) || (isSeparator && inWord)) {
      add(BORDER, at, at);
      inWord = !inWord;
    }
    for (let k = 0; k < letters.length; k++) add(letters.charAt(k), at, end);
    if (isSeparator) for (let k = at; k < end; k++) add(text[k] === BORDER ? ' ' : text.charAt(k), k, k + 1);
    if (one.value === MARK && to.length > 0) to[to.length - 1] = end;
    at = end;
  }
  if (inWord) add(BORDER, text.length, text.length);
  return { text: units.join(''), from: Int32Array.from(from), to: Int32Array.from(to) };
}

/** The place in the original of a stretch of the view; borders at its ends belong to nothing. */
export function spanInText(view: FoldedView, start: number, end: number): readonly [start: number, end: number] {
  let first = start;
  let last = end;
  while (first < last && view.text[first] === BORDER) first++;
  while (last > first && view.text[last - 1] === BORDER) last--;
  return [view.from[first] ?? 0, last > first ? (view.to[last - 1] ?? 0) : (view.from[first] ?? 0)];
}
