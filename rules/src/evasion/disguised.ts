/** Which stretches of a message may be disguised words of the list, and which words they may be meant as. */
import type { Evasion } from './evasion.ts';
import type { Glyph } from './glyphs.ts';
import { mayStandAtEdge } from './leet.ts';
import { loneLetters } from './lone-letters.ts';
import { hasRepeats, LONGEST, readingsOf } from './readings.ts';

/** A disguised word with its place in the text. */
export interface Disguised {
  readonly start: number;
  readonly end: number;
  /** Words of the list, or phrases with single spaces. */
  readonly readings: readonly string[];
}

/** At most this many words are taken for what one stretch may be meant as. */
const MOST = 4;

/** The disguised words among the glyphs of a stretch, in order, none overlapping. Steps grow linearly with the glyphs. */
export function disguisedWords(evasion: Evasion, glyphs: readonly Glyph[]): readonly Disguised[] {
  const found = [
    ...loneLetters(glyphs).flatMap((letters) => readLoneLetters(evasion, letters)),
    ...partedBy('gap', glyphs).flatMap((stretch) => readStretch(evasion, stretch)),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  let reached = 0;
  return found.filter(({ start, end }) => {
    if (start < reached) return false;
    reached = end;
    return true;
  });
}

/** All of the letters as one word or phrase: who takes `a p i x` for `pix` takes `a q u i` for `qui`. */
function readLoneLetters(evasion: Evasion, letters: readonly Glyph[]): readonly Disguised[] {
  if (letters.length > LONGEST) return [];
  const readings = (part: readonly Glyph[]) =>
    readingsOf(part).flatMap((reading) => [
      ...(evasion.words.has(reading) ? [reading] : []),
      ...(evasion.phrases.has(reading) ? [evasion.phrases.get(reading) as string] : []),
    ]);
  for (const part of withoutEdges(letters)) {
    const cell = isWord(part) ? cellOf(part, readings(part)) : [];
    if (cell.length > 0) return cell;
  }
  return [];
}

/** Pictures within a word are left out, if that gives a word of the list; else each piece between them is one. */
function readStretch(evasion: Evasion, stretch: readonly Glyph[]): readonly Disguised[] {
  const pieces = partedBy('picture', stretch);
  if (pieces.length > 1) {
    const joined = readWord(evasion, pieces.flat(), true);
    if (joined.length > 0) return joined;
  }
  return pieces.flatMap((piece) => readWord(evasion, piece, false));
}

/** The rows of glyphs between those of one kind. */
function partedBy(kind: Glyph['kind'], glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] {
  const rows: Glyph[][] = [];
  let isOpen = false;
  for (const glyph of glyphs) {
    if (glyph.kind === kind) isOpen = false;
    else if (isOpen) rows.at(-1)?.push(glyph);
    else {
      rows.push([glyph]);
      isOpen = true;
    }
  }
  return rows;
}

function readWord(evasion: Evasion, glyphs: readonly Glyph[], isJoined: boolean): readonly Disguised[] {
  for (const word of withoutEdges(glyphs)) {
    if (word.length > LONGEST || !(isJoined || isDisguised(word)) || !isWord(word)) continue;
    const cell = cellOf(
      word,
      readingsOf(word).filter((reading) => evasion.words.has(reading)),
    );
    if (cell.length > 0) return cell;
  }
  return [];
}

/** Signs at the ends are brackets and exclamation marks; of an `@` or `$` there nobody knows, so both ways. */
function withoutEdges(glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] {
  let from = 0;
  let to = glyphs.length;
  const isOutside = (glyph: Glyph | undefined) => glyph?.kind === 'sign' && !mayStandAtEdge(glyph.character);
  while (from < to && isOutside(glyphs[from])) from++;
  while (to > from && isOutside(glyphs[to - 1])) to--;
  const words = [glyphs.slice(from, to)];
  const first = glyphs[from]?.kind === 'sign' ? 1 : 0;
  const last = glyphs[to - 1]?.kind === 'sign' ? 1 : 0;
  if (first > 0) words.push(glyphs.slice(from + first, to));
  if (last > 0) words.push(glyphs.slice(from, to - last));
  if (first > 0 && last > 0) words.push(glyphs.slice(from + first, to - last));
  return words;
}

/** Not written as an ordinary word is. */
function isDisguised(glyphs: readonly Glyph[]): boolean {
  return glyphs.some(({ kind }) => kind !== 'letter') || hasRepeats(glyphs);
}

/**
 * Rather a word than a number, price, measure or code: a third of it letters; in words of three the digit stands in the
 * middle (`p1x`, not `10k` or `mp3`); no number before letters (`10min`) or behind them (`user123`).
 */
function isWord(glyphs: readonly Glyph[]): boolean {
  const written = glyphs.filter(({ kind }) => kind === 'letter' || kind === 'foreign').length;
  // `III`, `kkkk` and `a a a` are none.
  if (written === 0 || glyphs.every(({ letters }) => letters === glyphs[0]?.letters)) return false;
  if (written === glyphs.length) return true;
  if (glyphs.length < 3 || written * 3 < glyphs.length) return false;
  if (glyphs.length === 3) return glyphs[0]?.kind !== 'digit' && glyphs[2]?.kind !== 'digit' && written === 2;
  const isDigit = ({ kind }: Glyph) => kind === 'digit';
  const digits = glyphs.filter(isDigit).length;
  const isNumberBefore = digits > 1 && glyphs.slice(0, digits).every(isDigit);
  const isNumberBehind = digits > 2 && glyphs.slice(-digits).every(isDigit);
  return !isNumberBefore && !isNumberBehind;
}

function cellOf(glyphs: readonly Glyph[], readings: readonly string[]): readonly Disguised[] {
  const first = glyphs[0];
  const last = glyphs.at(-1);
  if (first === undefined || last === undefined || readings.length === 0) return [];
  return [{ start: first.start, end: last.end, readings: readings.slice(0, MOST) }];
}
