/** Rows of single letters, each parted from the next by the same: `p r o p i n a`, `p.r.o.p.i.n.a`, `p🙂r🙂o…`. */
import type { Glyph } from './glyphs.ts';

/** What parts two letters is at most this many glyphs long. */
const WIDEST = 3;

/**
 * All rows in order, none overlapping: at least three letters with the same between them, or two beside a longer row, as
 * in `p.a.g.o e.m`. Steps grow linearly with the glyphs.
 */
export function loneLetters(glyphs: readonly Glyph[]): readonly (readonly Glyph[])[] {
  const rows: Glyph[][] = [];
  for (let at = 0; at < glyphs.length; at++) {
    if (!isLetter(glyphs[at]) || isLetter(glyphs[at - 1]) || isLetter(glyphs[at + 1])) continue;
    const row = longestFrom(glyphs, at);
    if (row.length < 2) continue;
    // The `a` of `a p.i.x` is no part of it.
    if (row.length === 2 && longestFrom(glyphs, row[1] as number).length > 2) continue;
    rows.push(row.map((index) => glyphs[index] as Glyph));
    at = row.at(-1) as number;
  }
  return rows.some((letters) => letters.length > 2) ? rows : [];
}

function longestFrom(glyphs: readonly Glyph[], first: number): readonly number[] {
  let longest: readonly number[] = [];
  for (let width = 1; width <= WIDEST; width++) {
    const row = rowFrom(glyphs, first, width);
    if (row.length > longest.length) longest = row;
  }
  return longest;
}

/** The row whose gaps are as wide as `width` and all like the first one. */
function rowFrom(glyphs: readonly Glyph[], first: number, width: number): readonly number[] {
  const row = [first];
  const step = width + 1;
  for (let at = first; ; at += step) {
    for (let k = 1; k <= width; k++) {
      if (!isSameGap(glyphs[first + k], glyphs[at + k])) return row;
    }
    const next = glyphs[at + step];
    // The letter after this gap must stand alone, or it begins an ordinary word.
    if (!isLetter(next) && next?.kind !== 'sign') return row;
    if (isLetter(glyphs[at + step + 1])) return row;
    row.push(at + step);
  }
}

function isSameGap(one: Glyph | undefined, other: Glyph | undefined): boolean {
  if (one === undefined || other === undefined || isLetter(one)) return false;
  return one.kind === 'picture' ? other.kind === 'picture' : one.character === other.character;
}

function isLetter(glyph: Glyph | undefined): boolean {
  return glyph?.kind === 'letter' || glyph?.kind === 'foreign' || glyph?.kind === 'digit';
}
