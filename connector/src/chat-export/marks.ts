/** Invisible characters that WhatsApp puts around names, dates and its own words. */

/** U+200E: WhatsApp's sign that what follows was written by the program, not by a person. */
export const PROGRAM_MARK = '\u200e';

const MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const PLAIN = /^[ -~]*$/;
const SPACES = /[\u00a0\u2000-\u200a\u202f\u3000]/g;

const JOINERS = /[\u200b-\u200d\u0640\u064b-\u0652]/g;

/** A name as people read it: no direction marks, ordinary spaces. */
export function plainName(text: string): string {
  return text.replace(MARKS, '').replace(SPACES, ' ').trim();
}

/** A phrase made comparable: case, marks, joiners, spaces and the final full stop do not count. */
export function foldPhrase(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim().replace(/\.$/, '');
  return text
    .normalize('NFC')
    .replace(MARKS, '')
    .replace(JOINERS, '')
    .replace(/[\s\u202f]+/g, ' ')
    .toLowerCase()
    .trim()
    .replace(/[.。।]$/, '');
}

/**
 * The text folded as phrases are, between two spaces, and for each unit of it the unit of the text where it came
 * from; `places` has one more, the end. The text must be in NFC.
 */
export function foldInPlace(text: string): { readonly folded: string; readonly places: readonly number[] } {
  let folded = ' ';
  const places = [0];
  let at = 0;
  for (const character of text) {
    const written = character.replace(MARKS, '').replace(JOINERS, '').toLowerCase();
    const shown = /^[\s\u202f]+$/.test(written) ? ' ' : written;
    if (shown !== ' ' || !folded.endsWith(' ')) {
      folded += shown;
      for (let unit = 0; unit < shown.length; unit++) places.push(at);
    }
    at += character.length;
  }
  return { folded: `${folded} `, places: [...places, at, at] };
}
