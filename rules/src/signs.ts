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
}

/** What the look found: patterns worth running, digits in the message, whether there is an `@`. */
export interface Signs {
  readonly patterns: ReadonlySet<number>;
  readonly digits: number;
  readonly at: boolean;
}

/** What a message must hold before a detector is worth running: so many digits, or an `@`. */
const needed: Readonly<Record<EntityName, (signs: Signs) => boolean>> = {
  cpf: (signs) => signs.digits >= 11,
  // The new CNPJ may have letters everywhere but in its two check digits.
  cnpj: (signs) => signs.digits >= 2,
  card: (signs) => signs.digits >= 12,
  email: (signs) => signs.at,
  phone: (signs) => signs.digits >= 8,
};

export function mayHold(signs: Signs, entity: EntityName): boolean {
  return needed[entity](signs);
}

/** Nothing in the message that a pattern or a detector could find. */
export function isSilent(signs: Signs): boolean {
  return signs.patterns.size === 0 && signs.digits === 0 && !signs.at;
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
  return { fold, bits, patterns };
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
  return { patterns: grams === undefined ? none : patternsOf(signs, grams), digits, at: sawAt };
}

const none: ReadonlySet<number> = new Set();

function patternsOf(table: SignTable, grams: ReadonlySet<number>): ReadonlySet<number> {
  const patterns = new Set<number>();
  for (const gram of grams) for (const pattern of table.patterns.get(gram) ?? []) patterns.add(pattern);
  return patterns;
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
