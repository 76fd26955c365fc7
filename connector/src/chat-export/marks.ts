/** Invisible characters that WhatsApp puts around names, dates and its own words. */

/** U+200E: WhatsApp's sign that what follows was written by the program, not by a person. */
export const PROGRAM_MARK = '\u200e';

const MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const PLAIN = /^[ -~]*$/;
const SPACES = /[\u00a0\u2000-\u200a\u202f\u3000]/g;

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
    .replace(/[\u200b-\u200d\u0640\u064b-\u0652]/g, '')
    .replace(/[\s\u202f]+/g, ' ')
    .toLowerCase()
    .trim()
    .replace(/[.。।]$/, '');
}
