/** What a reader sees in a message, sign by sign: letters, digits and what is drawn like letters. */
import { type Fold, foldAt, INVISIBLE, LOOK_CLOSER, MARK } from '../fold.ts';
import { leetLetters } from './leet.ts';
import type { Stretch } from './suspect.ts';

/** One drawn character. */
export interface Glyph {
  /** `foreign`: a letter of another alphabet; `sign`: one written for a letter; `gap`: all else that is no picture. */
  readonly kind: 'letter' | 'foreign' | 'digit' | 'sign' | 'picture' | 'gap';
  readonly character: string;
  /** The folded letters it may be read as, the likelier first; none for pictures and gaps. */
  readonly letters: string;
  readonly start: number;
  /** Behind the accents on it. */
  end: number;
}

/** Reads a stretch of a message. Invisible characters are left out. Steps: one for each character. */
export function readGlyphs(
  fold: Fold,
  lookAlikes: ReadonlyMap<string, string>,
  text: string,
  { from, to }: Stretch,
): readonly Glyph[] {
  const glyphs: Glyph[] = [];
  for (let at = from; at < to; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const end = at + character.length;
    const value = fold.table[text.charCodeAt(at)] as number;
    const one = value === LOOK_CLOSER ? foldAt(fold, text, at) : undefined;
    const folded = value > LOOK_CLOSER ? String.fromCharCode(value) : (one?.letters ?? '');
    const kind = one?.value ?? value;
    const last = glyphs.at(-1);
    if (kind === MARK && last !== undefined) last.end = end;
    else if (kind !== MARK && kind !== INVISIBLE) {
      // A ligature is two letters at one place.
      for (const letter of folded === '' ? [''] : folded) glyphs.push(glyphOf(lookAlikes, character, letter, at, end));
    }
    at = end;
  }
  return glyphs;
}

function glyphOf(
  lookAlikes: ReadonlyMap<string, string>,
  character: string,
  folded: string,
  start: number,
  end: number,
): Glyph {
  const place = { character, start, end };
  const alike = lookAlikes.get(character) ?? lookAlikes.get(folded);
  if (alike !== undefined) return { kind: 'foreign', letters: alike, ...place };
  const leet = leetLetters(folded === '' ? character : folded);
  if (folded !== '') {
    if (leet !== undefined) return { kind: 'digit', letters: leet, ...place };
    return { kind: folded < '\u0180' ? 'letter' : 'foreign', letters: folded, ...place };
  }
  if (leet !== undefined) return { kind: 'sign', letters: leet, ...place };
  return { kind: isPicture(character) ? 'picture' : 'gap', letters: '', ...place };
}

/** Arrows, signs, dingbats and emoji. */
function isPicture(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0x2190 && code <= 0x2bff) || (code >= 0x1f000 && code <= 0x1fbef);
}
