/** Undoes what people do to hide a number: digits spelled out, look-alike letters, words and emoji between the digits. */
import { hasDigitRun, type Readable } from './readable.ts';

// Portuguese, Spanish, English; "meia" is how Brazilians say 6 on the phone.
const digitWords: Readonly<Record<string, string>> = {
  ...{ zero: '0', um: '1', uma: '1', dois: '2', duas: '2', tres: '3', quatro: '4', cinco: '5', seis: '6', meia: '6' },
  ...{ sete: '7', oito: '8', nove: '9', cero: '0', uno: '1', dos: '2', cuatro: '4', siete: '7', ocho: '8', nueve: '9' },
  ...{ one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', oh: '0' },
};
const joiners = new Set(
  `e ai dai entao depois dps ponto traco tracinho hifen barra espaco mais seguido seguida em por vem vai agora final
  y luego despues punto guion and then dot dash space followed by`.split(/\s+/),
);
const lookAlikes: Readonly<Record<string, string>> = {
  ...{ O: '0', o: '0', Q: '0', D: '0', l: '1', I: '1', i: '1', '|': '1', '!': '1' },
  ...{ Z: '2', z: '2', A: '4', S: '5', s: '5', G: '6', b: '6', T: '7', B: '8', g: '9', q: '9' },
};
const lookAlikeRun =
  /(?<![\p{L}\p{N}])[\dOoQDlIi|!ZzASsGbTBgq]+(?:[ .\-/][\dOoQDlIi|!ZzASsGbTBgq]+)*(?![\p{L}\p{N}@])/gu;
const piece = /\p{L}+|\d+|[^\p{L}\d]+/gu;
/** Between digits these alone are left: one number may be written so, and a comma or colon is of prices and times. */
const ownGap = /^(?:[ .\-/()]{1,4}|[,:]|.*[=#@/%$&?\\].*)$/su;
const widestGap = 30;
// The cheap question before the dear one.
const lookAlikeNear = /\d[.\-/]?[OoQDlIi|!ZzASsGbTBgq]|[OoQDlIi|!ZzASsGbTBgq][.\-/]?\d|\d [OoQlIi|!ZSB] \d/;
const fewest = 7;
const betweenDigits = /\d([^\d]{1,30})(?=\d)/g;
const spelledDigit =
  '(?:zero|uma?|dois|duas|tr[eê]s|quatro|cinco|seis|meia|sete|oito|nove|cero|uno|cuatro|siete|ocho|nueve|one|two|three|four|five|six|seven|eight|nine)';
const spelledRun = new RegExp(`\\b${spelledDigit}(?:[^a-zà-ÿ\\d]{1,4}(?:e )?${spelledDigit}){2}`);

interface Piece {
  readonly text: string;
  readonly kind: 'digits' | 'gap' | 'text';
  readonly start: number;
  readonly end: number;
}

/** Another reading of `plain`, with offsets of the same original; nothing if there is no disguise in it. */
export function undisguise(plain: Readable): Readable | undefined {
  if (!mayHide(plain.text)) return undefined;
  const pieces = piecesOf(lookAlikeNear.test(plain.text) ? withoutLookAlikes(plain.text) : plain.text);
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (text: string, start: number, end: number) => {
    const keepsPlaces = text.length === end - start;
    for (let at = 0; at < text.length; at++) {
      units.push(text.charAt(at));
      starts.push(keepsPlaces ? start + at : start);
      ends.push(keepsPlaces ? start + at + 1 : end);
    }
  };
  for (let at = 0; at < pieces.length; at++) {
    const one = pieces[at] as Piece;
    const gapEnd = one.kind === 'gap' && pieces[at - 1]?.kind === 'digits' ? endOfGap(pieces, at) : undefined;
    if (gapEnd === undefined) {
      add(one.text, one.start, one.end);
      continue;
    }
    add(' ', one.start, (pieces[gapEnd - 1] as Piece).end);
    at = gapEnd - 1;
  }
  const text = units.join('');
  if (text === plain.text) return undefined;
  return {
    text,
    startOf: (index) => plain.startOf(starts[index] ?? plain.text.length),
    endOf: (index) => plain.endOf((ends[index] ?? plain.text.length) - 1),
  };
}

/** Three digits spelled out in a row, or seven digits near each other with look-alikes or joining words among them. */
function mayHide(text: string): boolean {
  if (spelledRun.test(text.toLowerCase())) return true;
  if (!hasDigitRun(text, fewest)) return false;
  if (lookAlikeNear.test(text) && withoutLookAlikes(text) !== text) return true;
  return Array.from(text.matchAll(betweenDigits)).some(([, gap = '']) => !ownGap.test(gap) && joins(gap));
}

function joins(gap: string): boolean {
  return (gap.match(/\p{L}+/gu) ?? []).every((word) => joiners.has(fold(word)));
}

/** Letters that stand for digits, in runs that are mostly digits; the length stays. */
function withoutLookAlikes(text: string): string {
  return text.replace(lookAlikeRun, (run) => {
    const digits = run.replace(/\D/g, '').length;
    const signs = run.replace(/[ .\-/]/g, '').length;
    return digits === signs || digits * 2 < signs
      ? run
      : run.replace(/[^\d .\-/]/g, (sign) => lookAlikes[sign] ?? sign);
  });
}

function piecesOf(text: string): Piece[] {
  return Array.from(text.matchAll(piece), ([found], index) => ({ found, index })).reduce<Piece[]>(
    (pieces, { found }) => {
      const start = pieces.at(-1)?.end ?? 0;
      const end = start + found.length;
      pieces.push({ ...asPiece(found), start, end });
      return pieces;
    },
    [],
  );
}

function asPiece(found: string): Pick<Piece, 'text' | 'kind'> {
  if (/^\d/.test(found)) return { text: found, kind: 'digits' };
  if (!/^\p{L}/u.test(found)) return { text: found, kind: 'gap' };
  const word = found.length <= 10 ? fold(found) : '';
  const digit = digitWords[word];
  if (digit !== undefined) return { text: digit, kind: 'digits' };
  return { text: found, kind: joiners.has(word) ? 'gap' : 'text' };
}

/** The piece after a gap that divides two digits and means nothing; undefined if it means something or is a gap of the number's own. */
function endOfGap(pieces: readonly Piece[], first: number): number | undefined {
  let next = first;
  let gap = '';
  while (pieces[next]?.kind === 'gap' && gap.length <= widestGap) gap += (pieces[next++] as Piece).text;
  if (pieces[next]?.kind !== 'digits' || gap.length > widestGap || ownGap.test(gap)) return undefined;
  return next;
}

function fold(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
