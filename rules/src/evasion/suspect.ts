/** A quick look: could a word be disguised in this message? Nearly all messages end here. */
import { type Fold, LOOK_CLOSER, SEPARATOR } from '../fold.ts';
import { type Words, wordStart } from '../words.ts';
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
  // The first half of mathematical letters, and the second halves of letters on signs.
  kinds[0xd835] = FOREIGN;
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

/** A stretch of a message worth a second look: UTF-16 offsets, `to` exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Where to look again at the message read into `words`, in order and not overlapping: around a letter beside a digit,
 * sign or picture, a letter of another alphabet, three equal letters in a row, and three words of one letter in a row.
 * Steps: a few for each unit and word.
 */
export function oddStretches(suspicion: Suspicion, fold: Fold, text: string, words: Words): readonly Stretch[] {
  let stretches: Stretch[] | undefined;
  for (let at = nextOdd(suspicion, fold.table, words, 0); at < words.length; ) {
    stretches ??= [];
    const stretch = stretchAround(suspicion, fold.table, words, at);
    stretches.push(stretch);
    at = nextOdd(suspicion, fold.table, words, stretch.to);
  }
  for (let word = nextLone(words, 0); word < words.count; ) {
    stretches ??= [];
    let next = word + 3;
    while (next < words.count && isLone(words, next)) next++;
    const from = word === 0 ? 0 : (words.ends[word - 1] as number);
    stretches.push({ from, to: next < words.count ? wordStart(words, fold, text, next) : words.length });
    word = nextLone(words, next);
  }
  return stretches === undefined ? none : merged(stretches);
}

const none: readonly Stretch[] = [];

/** The hash of a word of one letter is its folded letter; those of two small Latin letters or digits lie between. */
function isLone({ hashes }: Words, word: number): boolean {
  const hash = (hashes[word] as number) >>> 0;
  return hash < 0x600 || (hash >= 0x1000 && hash <= 0xffff);
}

/** The first of three words of one letter, from a word on; the number of words if there are none. */
function nextLone(words: Words, from: number): number {
  let row = 0;
  for (let word = from; word < words.count; word++) {
    row = isLone(words, word) ? row + 1 : 0;
    if (row === 3) return word - 2;
  }
  return words.count;
}

/** The next odd unit, from a unit on; the length if there is none. Without calls, like `walk` in `words.ts`. */
function nextOdd({ kinds, steps }: Suspicion, table: Uint16Array, { units, length }: Words, from: number): number {
  let state = 0;
  let last = 0;
  let row = 0;
  for (let at = from; at < length; at++) {
    const unit = units[at] as number;
    const value = table[unit] as number;
    // Accents and invisible characters stand in no one's way. 1 and 2: INVISIBLE, MARK.
    if ((value - 1) >>> 0 < 2) continue;
    state = steps[((state & 7) << 3) | (kinds[unit] as number)] as number;
    row = value === last ? row + 1 : 0;
    last = value;
    if (state > 7 || (row > 1 && state === LETTERS)) return at;
  }
  return length;
}

/** What touches an odd unit, up to the next space or other gap on both sides. */
function stretchAround({ kinds }: Suspicion, table: Uint16Array, { units, length }: Words, odd: number): Stretch {
  const isGap = (at: number) => kinds[units[at] as number] === NOTHING && table[units[at] as number] === SEPARATOR;
  let from = odd;
  while (from > 0 && !isGap(from - 1)) from--;
  let to = odd;
  while (to < length && !isGap(to)) to++;
  return { from, to };
}

/** Stretches nearer to each other than this are one: letters on signs, parted from each other, are one word. */
const NEAR = 4;

function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const apart: Stretch[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last.to + NEAR)
      apart[apart.length - 1] = { from: last.from, to: Math.max(to, last.to) };
    else apart.push({ from, to });
  }
  return apart;
}
