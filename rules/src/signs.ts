/** A quick look at a message before patterns and detectors: which of them could find something in it? */
import type { EntityName } from './entity/detector.ts';
import { type Fold, foldAt, LOOK_CLOSER, SEPARATOR } from './fold.ts';
import type { Words } from './words.ts';

/** For each pattern one of its required strings stands for by three characters: `patterns` are their indexes. */
export interface SignTable {
  readonly fold: Fold;
  /** One bit for each of 32,768 classes of three characters in a row. */
  readonly bits: Int32Array;
  readonly patterns: ReadonlyMap<number, readonly number[]>;
  /** Three characters of the words that make a detector worth running without digits. */
  readonly words: ReadonlyMap<number, WordSign>;
}

type WordSign = 'digit' | 'secret';

/** What the look found: patterns worth running, digits in the message, digits that may be spelled out, words for secrets, an `@`. */
export interface Signs {
  readonly patterns: ReadonlySet<number>;
  readonly digits: number;
  /** How many different words for digits there may be. */
  readonly spelled: number;
  readonly secret: boolean;
  readonly at: boolean;
}

const signWords: Readonly<Record<WordSign, readonly string[]>> = {
  digit:
    'zero dois tres quatro cinco seis sete oito nove cero cuatro siete ocho nueve three four five seven eight nine'.split(
      ' ',
    ),
  secret: 'senha password passcode pwd pin contrasena clave token secret otp cvv cvc cod key'.split(' '),
};

/** A number of ten digits spelled out has at least three different ones, but for one in hundreds. */
const mayHaveDigits = ({ digits, spelled }: Signs, wanted: number) => digits >= wanted || spelled >= 3;

/** What a message must hold before a detector is worth running; a third of the digits may be letters that look like them. */
const needed: Readonly<Record<EntityName, (signs: Signs) => boolean>> = {
  cpf: (signs) => mayHaveDigits(signs, 7),
  // The new CNPJ may have letters everywhere but in its two check digits.
  cnpj: (signs) => mayHaveDigits(signs, 2),
  pis: (signs) => mayHaveDigits(signs, 7),
  'pix-key': (signs) => mayHaveDigits(signs, 7) || signs.at,
  boleto: (signs) => mayHaveDigits(signs, 29),
  card: (signs) => mayHaveDigits(signs, 9),
  iban: (signs) => mayHaveDigits(signs, 8),
  email: (signs) => signs.at,
  phone: (signs) => mayHaveDigits(signs, 7),
  credential: (signs) => signs.secret || signs.digits >= 8,
  wallet: (signs) => signs.digits >= 1,
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
  return signs.patterns.size === 0 && signs.digits === 0 && !signs.at && !signs.secret && signs.spelled < 3;
}

/** Indexes the required strings of patterns, given as `literals[pattern]`. */
export function compileSigns(fold: Fold, literals: readonly (readonly string[])[]): SignTable {
  const bits = new Int32Array(1024);
  const patterns = new Map<number, number[]>();
  for (const [pattern, strings] of literals.entries()) {
    for (const gram of new Set(strings.map(rarestGram))) {
      bits[gram >>> 5] = (bits[gram >>> 5] ?? 0) | (1 << gram);
      patterns.set(gram, [...(patterns.get(gram) ?? []), pattern]);
    }
  }
  const words = new Map<number, WordSign>();
  for (const sort of ['digit', 'secret'] as const) {
    for (const gram of signWords[sort].map(rarestGram)) {
      bits[gram >>> 5] = (bits[gram >>> 5] ?? 0) | (1 << gram);
      words.set(gram, sort);
    }
  }
  return { fold, bits, patterns, words };
}

/** Looks at the message read into `words`. Steps: one for each character. */
export function lookForSigns(signs: SignTable, text: string, words: Words): Signs {
  const { bits, fold } = signs;
  const { table } = fold;
  const { units, length } = words;
  const closer: number = LOOK_CLOSER;
  let grams: Set<number> | undefined;
  let digits = 0;
  let sawAt = false;
  let gram = 0;
  let at = 0;
  while (at < length) {
    let hit = false;
    // The fast way, without calls; nearly no three characters have a bit set.
    for (; at < length; at++) {
      const unit = units[at] as number;
      let value = table[unit] as number;
      if (value <= closer) {
        if (value === closer) break;
        if (value !== SEPARATOR) continue;
        value = unit;
        if (unit === 0x40 || unit === 0xff20) sawAt = true;
      }
      if ((value - 0x30) >>> 0 < 10) digits++;
      gram = ((gram << 5) | (value & 31)) & 0x7fff;
      hit = (((bits[gram >>> 5] as number) >>> gram) & 1) !== 0;
      if (hit) break;
    }
    if (at >= length) break;
    if (hit) {
      grams = (grams ?? new Set()).add(gram);
      at++;
      continue;
    }
    const one = foldAt(fold, text, at);
    const letters = one.letters === '' && one.value === SEPARATOR ? text.slice(at, at + one.units) : one.letters;
    for (let k = 0; k < letters.length; k++) {
      const letter = letters.charCodeAt(k);
      if ((letter - 0x30) >>> 0 < 10) digits++;
      gram = ((gram << 5) | (letter & 31)) & 0x7fff;
      if ((((bits[gram >>> 5] as number) >>> gram) & 1) !== 0) grams = (grams ?? new Set()).add(gram);
    }
    at += one.units;
  }
  if (grams === undefined) return { patterns: none, digits, spelled: 0, secret: false, at: sawAt };
  return { patterns: patternsOf(signs, grams), digits, ...wordsOf(signs, grams), at: sawAt };
}

const none: ReadonlySet<number> = new Set();

function patternsOf(table: SignTable, grams: ReadonlySet<number>): ReadonlySet<number> {
  const patterns = new Set<number>();
  for (const gram of grams) for (const pattern of table.patterns.get(gram) ?? []) patterns.add(pattern);
  return patterns;
}

function wordsOf(table: SignTable, grams: ReadonlySet<number>): Pick<Signs, 'spelled' | 'secret'> {
  const words = Array.from(grams, (gram) => table.words.get(gram));
  return { spelled: words.filter((word) => word === 'digit').length, secret: words.includes('secret') };
}

/** The three characters of a string that ordinary messages hold least. */
function rarestGram(literal: string): number {
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let at = 0; at + 3 <= literal.length; at++) {
    let common = 0;
    for (let k = at; k < at + 3; k++)
      common += 'eaos rindtmuclp'.includes(literal.charAt(k)) ? 15 - 'eaos rindtmuclp'.indexOf(literal.charAt(k)) : 0;
    if (common >= fewest) continue;
    fewest = common;
    best = 0;
    for (let k = at; k < at + 3; k++) best = (best << 5) | (literal.charCodeAt(k) & 31);
  }
  return best;
}
