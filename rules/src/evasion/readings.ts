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
  return glyphs.some(
    (glyph, at) => at > 1 && same(glyph, glyphs[at - 1] as Glyph) && same(glyph, glyphs[at - 2] as Glyph),
  );
}

function slotsOf(glyphs: readonly Glyph[]): readonly string[][] {
  const slots: string[][] = [];
  for (let at = 0; at < glyphs.length; ) {
    const glyph = glyphs[at] as Glyph;
    let next = at + 1;
    while (next < glyphs.length && same(glyphs[next] as Glyph, glyph)) next++;
    if (next - at > 2) slots.push([...glyph.letters].flatMap((letter) => [letter, letter + letter]));
    else for (const one of glyphs.slice(at, next)) slots.push([...one.letters]);
    at = next;
  }
  return slots;
}

function same(one: Glyph, other: Glyph): boolean {
  return one.letters !== '' && one.letters[0] === other.letters[0];
}
