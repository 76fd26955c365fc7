/** Finds international bank account numbers (IBAN): a country's structure and the remainder of 97, both. */
import type { EntityDetector } from './detector.ts';
import { ibanStructures } from './iban-countries.ts';
import { hasDigitRun } from './readable.ts';
import { findIn, type Reading } from './reading.ts';

const opening =
  /(?<![\p{L}\d])(?:iban[:\s]{0,3})?(?<country>[a-z][ .,*\ufffd-]{0,2}[a-z])(?=[ .,*\ufffd-]{0,2}[\dOQlIiSsBZz])/giu;
const lookAlikes: Readonly<Record<string, string>> = {
  ...{ O: '0', o: '0', Q: '0', I: '1', i: '1', l: '1', Z: '2', z: '2', S: '5', s: '5', B: '8' },
};

/** IBANs bare, in groups of four, dotted or with letters O and I for digits where the country has digits. */
export const findIban: EntityDetector = (readings) =>
  findIn(readings, (reading) =>
    matchesOf(reading.text).flatMap((match) => {
      const head = match.groups?.['country'] ?? '';
      const country = `${head.charAt(0)}${head.at(-1)}`.toUpperCase();
      const structure = ibanStructures.get(country);
      if (structure === undefined) return [];
      const start = match.index + match[0].lastIndexOf(head);
      const end = endOfIban(reading, readings.text, start + head.length, country, structure);
      return end === undefined ? [] : [{ start, end, confidence: 1 }];
    }),
  );

/** Norway's, the shortest, has thirteen digits; five of them may be letters that look like digits. */
function matchesOf(text: string): readonly RegExpExecArray[] {
  return hasDigitRun(text, 8) ? Array.from(text.matchAll(opening)) : [];
}

/** Where the account whose check digits begin at `start` ends; at most two signs stand between its characters. */
function endOfIban(
  { text, startOf, endOf }: Reading,
  original: string,
  start: number,
  country: string,
  structure: string,
): number | undefined {
  let number = country;
  let at = start;
  let replaced = 0;
  for (const sort of `nn${structure}`) {
    const gap = /^[ .,*\-\n\ufffd]{0,2}(?=[\p{L}\d])/u.exec(text.slice(at, at + 3))?.[0];
    const place = at + (gap?.length ?? 0);
    // Where letters are allowed, they are what is written, not what they look like.
    const sign =
      sort === 'n' ? text.charAt(place) : letterAt(original, startOf(place), endOf(place)) || text.charAt(place);
    const read = sort === 'n' && !/\d/.test(sign) ? lookAlikes[sign] : sign;
    if (gap === undefined || read === undefined || !fits(sort, read)) return undefined;
    if (read !== sign && (structure.includes('c') || ++replaced > structure.length / 2)) return undefined;
    number += read.toUpperCase();
    at += gap.length + 1;
  }
  return /^[\p{L}\d]/u.test(text.slice(at, at + 2)) || !leavesOne(number) ? undefined : at;
}

function letterAt(text: string, start: number, end: number): string {
  return /^[a-z]$/i.exec(text.slice(start, end))?.[0] ?? '';
}

/** n: a digit; a: a letter; c: either. */
function fits(sort: string, sign: string): boolean {
  if (sort === 'n') return /^\d$/.test(sign);
  return sort === 'a' ? /^[a-z]$/i.test(sign) : /^[a-z\d]$/i.test(sign);
}

/** ISO 13616 and ISO 7064, MOD 97-10: country and check digits moved to the end, A = 10 … Z = 35. */
function leavesOne(number: string): boolean {
  let rest = 0;
  for (const sign of number.slice(4) + number.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
