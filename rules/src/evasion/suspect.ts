/** A quick look: could a word be disguised in this message? Nearly all messages end here. */
import { type Fold, LOOK_CLOSER, MARK, SEPARATOR } from '../fold.ts';
import type { Words } from '../words.ts';
import { leetSigns, mayStandAtEdge } from './leet.ts';
import { lettersOnSigns } from './look-alikes.ts';

// What a UTF-16 unit is to the quick look. LETTERS is only a state: a letter behind a letter.
const NOTHING = 0;
const LETTER = 1;
const LETTERS = 2;
const DIGIT = 3;
/** A sign that is written for a letter, like `!`; it is one at the end of a word only if it is an EDGE, like `@`. */
const SIGN = 4;
const EDGE = 5;
/** A letter of another alphabet than ours. */
const FOREIGN = 6;
/** Emoji and other pictures, halves of surrogate pairs among them. */
const PICTURE = 7;

/** What the quick look knows. */
export interface Suspicion {
  /** One of the numbers above for each UTF-16 unit. */
  readonly kinds: Uint8Array;
  /** By `state * 8 + kind`: the next state, plus 8 if the step is suspicious. */
  readonly steps: Uint8Array;
}

export function makeSuspicion(fold: Fold): Suspicion {
  const kinds = new Uint8Array(65_536);
  for (let unit = 0; unit < 65_536; unit++) kinds[unit] = kindOf(fold.table[unit] as number, unit);
  for (const sign of leetSigns) kinds[sign.charCodeAt(0)] = mayStandAtEdge(sign) ? EDGE : SIGN;
  for (const first of lettersOnSigns) {
    for (let letter = 0; letter < 26; letter++) kinds[String.fromCodePoint(first + letter).charCodeAt(1)] = FOREIGN;
  }
  const steps = Uint8Array.from({ length: 64 }, (_, step) => nextState(step >>> 3, step & 7));
  return { kinds, steps };
}

function kindOf(value: number, unit: number): number {
  if (value >= 0x30 && value <= 0x39) return DIGIT;
  if (value === LOOK_CLOSER) return PICTURE;
  // Chinese, Japanese and Korean letters look like none of ours.
  if (value > LOOK_CLOSER) return value < 0x180 ? LETTER : value >= 0x3000 && value < 0xa000 ? NOTHING : FOREIGN;
  return value === SEPARATOR && unit >= 0x2190 && unit <= 0x2bff ? PICTURE : NOTHING;
}

function nextState(before: number, kind: number): number {
  const letterBefore = before === LETTER || before === LETTERS;
  switch (kind) {
    case LETTER:
      if (before === DIGIT || before === SIGN || before === EDGE || before === PICTURE) return LETTER + 8;
      return letterBefore ? LETTERS : LETTER;
    case DIGIT:
      return letterBefore || before === SIGN || before === EDGE ? DIGIT + 8 : DIGIT;
    case EDGE:
      // Not `R$`.
      return before === LETTERS ? EDGE + 8 : EDGE;
    case FOREIGN:
      return FOREIGN + 8;
    default:
      return kind;
  }
}

/**
 * Whether to look again at the message read into `words`: a letter beside a digit, sign or picture, a letter of another
 * alphabet, three equal letters in a row, or three words of one letter in a row. Steps: one for each unit and word.
 */
export function isSuspicious({ kinds, steps }: Suspicion, fold: Fold, words: Words): boolean {
  return hasLoneLetters(words) || hasOddLetters(kinds, steps, fold.table, words);
}

/** The hash of a word of one letter is its folded letter; hashes of Latin words of two begin beyond this. */
const LONE_BELOW = 0x600;

function hasLoneLetters({ hashes, count }: Words): boolean {
  let row = 0;
  for (let word = 0; word < count; word++) {
    row = (hashes[word] as number) >>> 0 < LONE_BELOW ? row + 1 : 0;
    if (row === 3) return true;
  }
  return false;
}

/** Without calls, like `walk` in `words.ts`. */
function hasOddLetters(kinds: Uint8Array, steps: Uint8Array, table: Uint16Array, { units, length }: Words): boolean {
  let state = 0;
  let last = 0;
  let row = 0;
  for (let at = 0; at < length; at++) {
    const unit = units[at] as number;
    const value = table[unit] as number;
    // Accents and invisible characters stand in no one's way.
    if ((value - 1) >>> 0 < MARK) continue;
    state = steps[((state & 7) << 3) | (kinds[unit] as number)] as number;
    row = value === last ? row + 1 : 0;
    last = value;
    if (state > 7 || (row > 1 && state === LETTERS)) return true;
  }
  return false;
}
