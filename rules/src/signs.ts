/** A quick look at a message before patterns and detectors: which of them could find something in it? */
import type { EntityName } from './entity/detector.ts';
import { type Fold, foldAt, INVISIBLE, LOOK_CLOSER, MARK, SEPARATOR } from './fold.ts';
import type { Words } from './words.ts';

/** Every required string is stood for by four characters in a row of it, such as few messages hold. */
export interface SignTable {
  readonly fold: Fold;
  /** One bit for each of 131,072 classes of four characters. */
  readonly bits: Int32Array;
  /** By four characters, of five bits each. */
  readonly signs: ReadonlyMap<number, readonly Sign[]>;
}

/** A required string of a pattern, or a word that makes a detector worth running without digits. */
interface Sign {
  readonly of: number | WordSign;
  /** Five bits of each character. */
  readonly letters: readonly number[];
  /** Where the four characters end in it. */
  readonly upTo: number;
}

type WordSign = 'digit' | 'secret';

/** What the look found. */
export interface Signs {
  /** Those worth running. */
  readonly patterns: ReadonlySet<number>;
  readonly digits: number;
  /** The most digits with at most 32 characters between one and the next. */
  readonly together: number;
  /** How many different words for digits there are. */
  readonly spelled: number;
  /** The longest stretch without a space, in characters. */
  readonly solid: number;
  /** A word for a secret. */
  readonly secret: boolean;
  /** An `@`. */
  readonly at: boolean;
}

const signWords: Readonly<Record<WordSign, readonly string[]>> = {
  digit:
    'zero dois tres quatro cinco seis sete oito nove cero cuatro siete ocho nueve three four five seven eight nine'.split(
      ' ',
    ),
  secret: 'senha pass pwd pin contrasena clave token secret otp cvv cvc cod key'.split(' '),
};

/** A number of ten digits spelled out has at least three different ones, but for one in hundreds. */
const mayHaveDigits = ({ together, spelled }: Signs, wanted: number) => together >= wanted || spelled >= 3;

/** What a message must hold before a detector is worth running; a third of the digits may be letters that look like them. */
const needed: Readonly<Record<EntityName, (signs: Signs) => boolean>> = {
  cpf: (signs) => mayHaveDigits(signs, 7),
  // The new CNPJ may have letters everywhere but in its two check digits.
  cnpj: (signs) => mayHaveDigits(signs, 7) || (signs.digits >= 2 && signs.solid >= 14),
  pis: (signs) => mayHaveDigits(signs, 7),
  'pix-key': (signs) => mayHaveDigits(signs, 7) || signs.at,
  boleto: (signs) => mayHaveDigits(signs, 29),
  card: (signs) => mayHaveDigits(signs, 9),
  iban: (signs) => mayHaveDigits(signs, 8),
  email: (signs) => signs.at,
  phone: (signs) => mayHaveDigits(signs, 7),
  // Keys of services are long and may stand without a word for them.
  credential: (signs) => signs.secret || signs.solid >= 20,
  wallet: (signs) => signs.digits >= 1 && signs.solid >= 26,
  pesel: (signs) => mayHaveDigits(signs, 7),
  nip: (signs) => mayHaveDigits(signs, 7),
  personnummer: (signs) => mayHaveDigits(signs, 7),
  'dni-nie': (signs) => mayHaveDigits(signs, 5),
  ssn: (signs) => mayHaveDigits(signs, 6),
};

export function mayHold(signs: Signs, entity: EntityName): boolean {
  return needed[entity](signs);
}

/** Nothing in the message that a pattern or a detector could find. */
export function isSilent(signs: Signs): boolean {
  const { patterns, digits, spelled, solid, secret, at } = signs;
  return patterns.size === 0 && digits === 0 && !at && !secret && spelled < 3 && solid < 20;
}

/** Indexes the required strings of patterns, given as `literals[pattern]`. */
export function compileSigns(fold: Fold, literals: readonly (readonly string[])[]): SignTable {
  const bits = new Int32Array(4096);
  const signs = new Map<number, Sign[]>();
  const add = (of: Sign['of'], literal: string) => {
    const letters = Array.from({ length: literal.length }, (_, at) => classOf(fold.table[literal.charCodeAt(at)] ?? 0));
    for (const { four, upTo } of rarestFour(literal, letters)) {
      const place = Math.imul(four, SPREAD) >>> 15;
      bits[place >>> 5] = (bits[place >>> 5] as number) | (1 << place);
      const known = signs.get(four);
      if (known === undefined) signs.set(four, [{ of, letters, upTo }]);
      else known.push({ of, letters, upTo });
    }
  };
  for (const [pattern, strings] of literals.entries()) for (const literal of strings) add(pattern, literal);
  for (const sort of ['digit', 'secret'] as const) for (const word of signWords[sort]) add(sort, word);
  return { fold, bits, signs };
}

/** Five bits of a folded character; all that stands between words counts as the same. */
function classOf(value: number): number {
  return value > LOOK_CLOSER ? value & 31 : 0;
}

/** Spreads four characters over the bits: 2^32 divided by the golden ratio, as in `lexicon.ts`. */
const SPREAD = 0x9e3779b1 | 0;

/** Looks at the message read into `words`. Steps: one for each character, and the length of each string that may be there. */
export function lookForSigns(table: SignTable, text: string, words: Words): Signs {
  const { fold } = table;
  const look: Look = { ...start };
  let found: Set<Sign['of'] | string> | undefined;
  const add = () => {
    for (const sign of table.signs.get(look.four) ?? []) {
      if (!isThere(sign, fold.table, words, look.at)) continue;
      found ??= new Set();
      // Of words for digits it counts how many different ones there are.
      found.add(sign.of === 'digit' ? `digit ${sign.letters}` : sign.of);
    }
  };
  for (;;) {
    lookOn(look, table, words);
    if (look.isHit) {
      add();
      continue;
    }
    if (look.at > words.length) break;
    const one = foldAt(fold, text, look.at);
    const letters = one.value === SEPARATOR ? '\0'.repeat(one.units) : one.letters;
    look.at += one.units;
    for (let k = 0; k < letters.length; k++) {
      const letter = letters.charCodeAt(k);
      if ((letter - 0x30) >>> 0 < 10) countDigit(look);
      look.four = ((look.four << 5) | (letter & 31)) & 0xfffff;
      add();
    }
  }
  const { digits, together, solid, sawAt } = look;
  if (found === undefined) {
    return { patterns: none, digits, together, spelled: 0, solid, secret: false, at: sawAt };
  }
  const all = [...found];
  return {
    patterns: new Set(all.filter((of) => typeof of === 'number')),
    digits,
    together,
    spelled: all.filter((of) => typeof of === 'string' && of !== 'secret').length,
    solid,
    secret: found.has('secret'),
    at: sawAt,
  };
}

/** Whether the whole string stands around its four characters, which end before `at`; in doubt it does. */
function isThere({ letters, upTo }: Sign, table: Uint16Array, { units, length }: Words, at: number): boolean {
  if (letters.length < 4) return true;
  let behind = at;
  for (let k = upTo; k < letters.length; behind++) {
    if (behind >= length) return false;
    const value = table[units[behind] as number] as number;
    if (value === LOOK_CLOSER) return true;
    if (value === INVISIBLE || value === MARK) continue;
    if (classOf(value) !== letters[k++]) return false;
  }
  let before = at - 1;
  for (let k = upTo - 1; k >= 0; before--) {
    if (before < 0) return false;
    const value = table[units[before] as number] as number;
    if (value === LOOK_CLOSER) return true;
    if (value === INVISIBLE || value === MARK) continue;
    if (classOf(value) !== letters[k--]) return false;
  }
  return true;
}

/** Where the look stands: the next unit, the last four characters, and what was seen so far. */
interface Look {
  at: number;
  four: number;
  digits: number;
  /** Digits near each other up to the last one, where that is, and the most so far. */
  row: number;
  lastDigit: number;
  together: number;
  /** Behind the last space; and the longest stretch without one. */
  behindSpace: number;
  solid: number;
  sawAt: boolean;
  /** Whether it stopped for a sign, or else for a unit that the table can't fold, or at the end. */
  isHit: boolean;
}

const start: Look = {
  ...{ at: 0, four: 0, digits: 0, row: 0, lastDigit: 0, together: 0, behindSpace: 0, solid: 0 },
  ...{ sawAt: false, isHit: false },
};

/** Words between the digits of one number are no longer. */
const WIDEST_GAP = 32;

function countDigit(look: Look): void {
  look.digits++;
  look.row = look.at - look.lastDigit > WIDEST_GAP ? 1 : look.row + 1;
  look.lastDigit = look.at;
  if (look.row > look.together) look.together = look.row;
}

/**
 * The fast way, up to a sign or a unit that the table can't fold; without calls, like `walk` in `words.ts`.
 * All that stands between words counts as the same, and so does the end of the text.
 */
function lookOn(look: Look, { bits, fold: { table } }: SignTable, { units, length }: Words): void {
  let { at, four, behindSpace, solid, sawAt, digits, row, lastDigit, together } = look;
  let isHit = false;
  while (at <= length) {
    const unit = units[at] as number;
    const value = table[unit] as number;
    // 1 to 3: INVISIBLE, MARK, LOOK_CLOSER.
    if ((value - 1) >>> 0 < 3) {
      if (value === 3) break;
      at++;
      continue;
    }
    if (unit <= 0x40) {
      if (unit <= 0x20) {
        if (at - behindSpace > solid) solid = at - behindSpace;
        behindSpace = at + 1;
      } else if (unit === 0x40) sawAt = true;
    } else if (unit === 0xff20) sawAt = true;
    if ((value - 0x30) >>> 0 < 10) {
      digits++;
      row = at - lastDigit > WIDEST_GAP ? 1 : row + 1;
      lastDigit = at;
      if (row > together) together = row;
    }
    four = ((four << 5) | (value & 31)) & 0xfffff;
    at++;
    const place = Math.imul(four, SPREAD) >>> 15;
    if ((((bits[place >>> 5] as number) >>> place) & 1) !== 0) {
      isHit = true;
      break;
    }
  }
  look.at = at;
  look.four = four;
  look.behindSpace = behindSpace;
  look.solid = solid;
  look.sawAt = sawAt;
  look.digits = digits;
  look.row = row;
  look.lastDigit = lastDigit;
  look.together = together;
  look.isHit = isHit;
}

const none: ReadonlySet<number> = new Set();

/** The four characters of a string that ordinary messages hold least; three are looked for with any fourth behind them. */
function rarestFour(literal: string, letters: readonly number[]): readonly { four: number; upTo: number }[] {
  if (letters.length === 3) {
    return Array.from({ length: 32 }, (_, next) => ({ four: fourOf([...letters, next]), upTo: 3 }));
  }
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let at = 0; at + 4 <= letters.length; at++) {
    let common = 0;
    for (const letter of literal.slice(at, at + 4)) {
      const rank = frequent.indexOf(letter);
      if (rank >= 0) common += frequent.length - rank;
    }
    if (common >= fewest) continue;
    fewest = common;
    best = at;
  }
  return [{ four: fourOf(letters.slice(best, best + 4)), upTo: best + 4 }];
}

function fourOf(letters: readonly number[]): number {
  return letters.reduce((four, letter) => (four << 5) | letter, 0);
}

/** Letters by how often they come. */
const frequent = 'eaos rindtmuclp';
