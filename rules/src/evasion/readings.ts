/** Which words may a row of glyphs be meant as? `prrr1x` may be `prix` or `prlx`. */
import type { Glyph } from './glyphs.ts';

/** At most this many words are tried for one row. */
const MOST = 32;
/** No word is longer than this many letters; longer rows are not read. */
export const LONGEST = 64;

/**
 * The words that a row may be meant as, likelier ones first: each digit and sign as its letters; three equal letters
 * or more as one or two.
 */
export function readingsOf(glyphs: readonly Glyph[]): readonly string[] {
  let readings = [''];
  for (const choices of slotsOf(glyphs)) {
    readings =
      readings.length * choices.length > MOST
        ? readings.map((reading) => reading + choices[0])
        : readings.flatMap((reading) => choices.map((choice) => reading + choice));
  }
  return readings;
}

/** The same letter in a row, however it is written, three times or more: `pr0oo0pina`. */
export function hasRepeats(glyphs: readonly Glyph[]): boolean {
  return rowsOf(glyphs).some(({ row }) => row.length > 2);
}

function slotsOf(glyphs: readonly Glyph[]): readonly (readonly string[])[] {
  return rowsOf(glyphs).flatMap(({ row, letters }) =>
    row.length > 2 ? [letters.flatMap((letter) => [letter, letter + letter])] : row.map((glyph) => [...glyph.letters]),
  );
}

/** Glyphs in a row that may all be the same letter, and which letters that may be. */
function rowsOf(glyphs: readonly Glyph[]): readonly { readonly row: readonly Glyph[]; readonly letters: string[] }[] {
  const rows: { row: Glyph[]; letters: string[] }[] = [];
  for (const glyph of glyphs) {
    const last = rows.at(-1);
    const common = last?.letters.filter((letter) => glyph.letters.includes(letter)) ?? [];
    if (last === undefined || common.length === 0) rows.push({ row: [glyph], letters: [...glyph.letters] });
    else {
      last.row.push(glyph);
      last.letters = common;
    }
  }
  return rows;
}
