/** Finds Spanish identity numbers: the DNI of citizens and the NIE of foreigners, each with its check letter. */
import type { EntityDetector } from './detector.ts';
import { labelBeside } from './label.ts';
import { hasDigitRun } from './readable.ts';
import { findIn } from './reading.ts';

const letters = 'TRWAGMYFPDXBNJZSQVHLCKE';
const written =
  /(?<![\p{L}\d.,\-/#=@_])(?:(?:dni|nie|nif)[:\s]{0,3})?(?<number>(?:[XYZ][ .-]?\d{7}|\d{1,3}(?:[ .]\d{3}){2}|\d{8}|[XYZ][ .-]?\d\.\d{3}\.\d{3})[ .-]?[A-Z])(?![\p{L}\d_@]|[-/]\d)/giu;

/** In capitals without a word of another sort beside it, or in any way beside "DNI", "NIE" or "NIF". */
export const findDniNie: EntityDetector = (readings) =>
  findIn(readings, (reading) =>
    (hasDigitRun(reading.text, 7) ? Array.from(reading.text.matchAll(written)) : []).flatMap((match) => {
      const number = match.groups?.['number'] ?? '';
      const end = match.index + match[0].length;
      const start = end - number.length;
      const plain = number.replace(/[ .-]/g, '');
      if (!isRight(plain.toUpperCase())) return [];
      if (/^(?:dni|nie|nif)/i.test(match[0])) return [{ start, end, confidence: 1 }];
      const label = labelBeside(reading.text, start, end);
      if (label === 'dni') return [{ start, end, confidence: 1 }];
      const isNeat = plain === plain.toUpperCase() && !number.includes(' ');
      return label === undefined && isNeat && !reading.disguised ? [{ start, end, confidence: 0.7 }] : [];
    }),
  );

/** The letter is the number modulo 23; X, Y, Z of a NIE count as 0, 1, 2 (Real Decreto 1553/2005; Orden INT/2058/2008). */
function isRight(number: string): boolean {
  const digits = number.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return digits.length === 8 && digits !== '00000000' && letters[Number(digits) % 23] === number.at(-1);
}
