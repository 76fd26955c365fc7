/** Which letters count as the same: `AÇÃO`, `acao` and `*a­ção*` are one word to a rule. */

/** Table value of a character that stands between words. */
export const SEPARATOR = 0;
/** Table value of a character nobody sees or WhatsApp eats: zero-width ones, and `*`, `_`, `~`, backtick as formatting. */
export const INVISIBLE = 1;
/** Table value of a combining accent: it belongs to the letter before it. */
export const MARK = 2;
/** Table value of a UTF-16 unit that one table entry can't answer: surrogates and ligatures; ask `foldAt`. */
export const LOOK_CLOSER = 3;

/** One entry for each UTF-16 unit: the folded letter, or one of the four values above. */
export interface Fold {
  readonly evasion: boolean;
  readonly table: Uint16Array;
}

/** What `foldAt` answers: the folded letters, or the value of a character without any, and how many units it took. */
export interface Folded {
  readonly letters: string;
  readonly value: number;
  readonly units: number;
}

let withEvasion: Fold | undefined;
let withoutEvasion: Fold | undefined;

/**
 * The fold table, built at the first call and kept (about 15 ms, 128 KB).
 * With `evasion`: case, accents, full-width and other presentation forms, invisible characters, WhatsApp formatting.
 * Without: case and accents only, so that whole words are those of `grep -w`.
 */
export function foldFor(evasion: boolean): Fold {
  if (evasion) {
    withEvasion ??= buildFold(true);
    return withEvasion;
  }
  withoutEvasion ??= buildFold(false);
  return withoutEvasion;
}

/** The slow way for one character, for places where the table says `LOOK_CLOSER`. Half a surrogate pair is a separator. */
export function foldAt(fold: Fold, text: string, at: number): Folded {
  const code = text.codePointAt(at);
  if (code === undefined) return { letters: '', value: SEPARATOR, units: 1 };
  const answer = foldCodePoint(code, fold.evasion);
  const units = code > 0xffff ? 2 : 1;
  return typeof answer === 'string'
    ? { letters: answer, value: LOOK_CLOSER, units }
    : { letters: '', value: answer, units };
}

function buildFold(evasion: boolean): Fold {
  const table = new Uint16Array(65_536);
  for (let unit = 0; unit < 65_536; unit++) table[unit] = foldUnit(unit, evasion);
  return { evasion, table };
}

function foldUnit(unit: number, evasion: boolean): number {
  if (isPlainScript(unit)) return unit;
  if (unit >= 0xd800 && unit <= 0xdfff) return LOOK_CLOSER;
  if (unit >= 0xe000 && unit <= 0xf8ff) return SEPARATOR;
  const answer = foldCodePoint(unit, evasion);
  if (typeof answer === 'number') return answer;
  return answer.length === 1 ? answer.charCodeAt(0) : LOOK_CLOSER;
}

/** Chinese, Japanese and Korean letters have neither case nor accents; skipping them makes the table cheap to build. */
function isPlainScript(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x4dbf) || (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3);
}

/** Emoji and other pictures, no letters among them: chats are full of these, so they are not asked for their class. */
function isEmoji(code: number): boolean {
  return code >= 0x1f18a && code <= 0x1fbef;
}

const wordCharacter = /^[\p{Alphabetic}\p{Nd}_]$/u;
const wordOrNumber = /^[\p{Alphabetic}\p{N}_]$/u;
const onlyWordCharacters = /^[\p{Alphabetic}\p{N}_]+$/u;
const combining = /^\p{M}$/u;
const marks = /\p{M}/gu;
const unseen = /^[\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
const formatting = '*_~`';
// Letters with a stroke are no accents to Unicode, yet people type them without it.
const strokes: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ŧ: 't', ı: 'i' };

/** The folded letters of a character, or SEPARATOR, INVISIBLE or MARK. */
function foldCodePoint(code: number, evasion: boolean): string | number {
  if ((code >= 0xd800 && code <= 0xdfff) || isEmoji(code)) return SEPARATOR;
  const character = String.fromCodePoint(code);
  if (evasion && (formatting.includes(character) || unseen.test(character))) return INVISIBLE;
  if (combining.test(character)) return MARK;
  if (!(evasion ? wordOrNumber : wordCharacter).test(character)) return SEPARATOR;
  const base = character.normalize(evasion ? 'NFKD' : 'NFD').replace(marks, '');
  const lower = base
    .toLowerCase()
    .normalize(evasion ? 'NFKD' : 'NFD')
    .replace(marks, '');
  if (!onlyWordCharacters.test(lower)) return character.toLowerCase();
  return evasion ? (strokes[lower] ?? lower) : lower;
}
