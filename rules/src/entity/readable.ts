/** Reads numbers as a person sees them: full-width and other digits become 0–9, invisible characters vanish, every offset stays known. */

/** A text made plain, and where each of its characters stood in the original (UTF-16 offsets). */
export interface Readable {
  readonly text: string;
  /** Offset in the original of the first unit of character `index`. */
  readonly startOf: (index: number) => number;
  /** Offset in the original just after character `index`. */
  readonly endOf: (index: number) => number;
}

// Letters of the Latin script stay as they are; the soft hyphen, spaces and raised digits among them do not.
const unusual = /[^\0-\x7f\u00a1-\u00ac\u00ae-\u00b1\u00b4-\u00b8\u00ba-\u024f]/;
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const dashes = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63]/;
// Zero-width and direction marks, soft hyphen, variation selectors, and the keycap that turns 5 into an emoji.
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]|\u20e3/;

/** What turns a digit into an emoji belongs to the digit. */
const keycap = /[\ufe0f\u20e3]/;

/** Makes `text` plain, character by character; letters other than full-width ones are kept as they are. */
export function makeReadable(text: string): Readable {
  if (!unusual.test(text)) return { text, startOf: (index) => index, endOf: (index) => index + 1 };
  const starts: number[] = [];
  const ends: number[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at) ?? 0;
    const width = point > 0xffff ? 2 : 1;
    const shown = point < 0x80 ? String.fromCharCode(point) : plainCharacter(point);
    if (shown !== '') {
      plain += shown;
      starts.push(at);
      ends.push(at + width);
    } else if (keycap.test(text.charAt(at)) && ends.at(-1) === at) ends[ends.length - 1] = at + width;
    at += width;
  }
  return {
    text: plain,
    startOf: (index) => starts[index] ?? text.length,
    endOf: (index) => ends[index] ?? text.length,
  };
}

/** One UTF-16 unit for every character, or nothing for an invisible one, so that offsets can be mapped by index. */
function plainCharacter(point: number): string {
  if (point >= 0xff01 && point <= 0xff5e) return String.fromCharCode(point - 0xfee0);
  if (point >= 0x0660 && point <= 0x0669) return String(point - 0x0660);
  if (point >= 0x06f0 && point <= 0x06f9) return String(point - 0x06f0);
  if (point >= 0x1d7ce && point <= 0x1d7ff) return String((point - 0x1d7ce) % 10);
  const digit = raised.get(point) ?? ringed(point);
  if (digit !== undefined) return digit;
  if (point > 0xffff) return '\ufffd';
  const character = String.fromCharCode(point);
  if (invisible.test(character)) return '';
  if (spaces.test(character)) return ' ';
  return dashes.test(character) ? '-' : character;
}

const raised = new Map(Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹', (sign, digit) => [sign.codePointAt(0), String(digit)]));

/** ① to ⑨ and ⓪. */
function ringed(point: number): string | undefined {
  if (point === 0x24ea) return '0';
  return point >= 0x2460 && point <= 0x2468 ? String(point - 0x245f) : undefined;
}

const widestGap = 12;

/**
 * Whether `text` holds `wanted` digits of any script close to each other (at most eleven other characters between two of
 * them): the cheap test before every detector of numbers.
 */
export function hasDigitRun(text: string, wanted: number): boolean {
  let seen = 0;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x30 || (unit > 0x39 && unit < 0x0660) || !isDigitUnit(unit)) continue;
    seen = at - last > widestGap ? 1 : seen + 1;
    if (seen >= wanted) return true;
    last = at;
  }
  return false;
}

function isDigitUnit(unit: number): boolean {
  if (unit <= 0x39) return true;
  if (unit <= 0x06f9) return unit <= 0x0669 || unit >= 0x06f0;
  if (unit <= 0x24ea) return raised.has(unit) || ringed(unit) !== undefined;
  return (unit >= 0xff10 && unit <= 0xff19) || (unit >= 0xdfce && unit <= 0xdfff);
}
