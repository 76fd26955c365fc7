/** Finds telephone numbers: Brazilian ones as people write them, and those of any country when they begin with "+". */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { EntityDetector, EntityMatch } from './detector.ts';
import { type DigitChain, type DigitGroup, divides } from './digit-chain.ts';
import { type Label, labelBeside } from './label.ts';
import { findIn, type Reading } from './reading.ts';

const mostGroups = 11;
const areaCode = '(?:1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])';
const mobile = new RegExp(`^${areaCode}9\\d{8}$`);

// How a Brazilian number is grouped: country and trunk codes, area code, then 8 or 9 digits in one piece or two or three.
const fullShape = /^(?:(?:2|3)-)?(?:2|3)-(?:1-)?(?:8|9|4-4|5-4)$|^(?:2-)?(?:10|11)$|^(?:1[0-3])$|^4-(?:3-4|7)$/;
const wholeShape = /^[67]-4$|^1(?:-1)+$/;
const localShape = /^(?:9|5-4|1-4-4|1-8|3-3-3)$/;
const shortShape = /^(?:8|4-4)$/;

/** Phones that their country's numbering plan allows. Short or ambiguous ones need a word such as "tel" or "whats" beside them. */
export const findPhone: EntityDetector = (readings) =>
  findIn(readings, (reading) => reading.chains.flatMap((chain) => phonesIn(chain, reading)));

/** Eleven digits that begin like a Brazilian mobile: valid area code, then 9. */
export function looksLikeBrazilianMobile(digits: string): boolean {
  return mobile.test(digits);
}

function phonesIn(chain: DigitChain, reading: Reading): EntityMatch[] {
  const found: EntityMatch[] = [];
  for (let first = 0; first < chain.length; first++) {
    const taken = longestPhone(chain, first, reading);
    if (!taken) continue;
    found.push(taken.match);
    first = taken.last;
  }
  return found;
}

function longestPhone(
  chain: DigitChain,
  first: number,
  { text, disguised }: Reading,
): { match: EntityMatch; last: number } | undefined {
  const head = chain[first] as DigitGroup;
  const opening = openingOf(chain, first, text);
  if (first > 0 && !divides(head.gap) && !head.gap.includes('(')) return undefined;
  let digits = '';
  let shape = '';
  let best: { match: EntityMatch; last: number } | undefined;
  for (let last = first; last < chain.length && last < first + mostGroups; last++) {
    const group = chain[last] as DigitGroup;
    if (last > first && group.gap.includes('/')) break;
    digits += group.digits;
    shape += `${shape === '' ? '' : '-'}${group.digits.length}`;
    if (digits.length > 15) break;
    if (digits.length < 8 || !endsHere(chain, last)) continue;
    const start = head.start - opening.length;
    if (
      isPhone(
        {
          digits,
          shape,
          international: opening.includes('+'),
          whole: first === 0 && last === chain.length - 1,
          disguised,
        },
        text,
        start,
        group.end,
      )
    ) {
      best = { match: { start, end: group.end, confidence: shape.length > 2 ? 1 : 0.9 }, last };
    }
  }
  return best;
}

/** The "+" or "(" that belongs to the number; a bracket around the whole of it does not. */
function openingOf(chain: DigitChain, first: number, text: string): string {
  const start = chain[first]?.start ?? 0;
  const before = /[+(]{1,2}$/.exec(text.slice(Math.max(0, start - 2), start))?.[0] ?? '';
  const closes = chain.slice(first + 1, first + 3).some((group) => group.gap.includes(')'));
  return closes ? before : (/\+$/.exec(before)?.[0] ?? '');
}

function endsHere(chain: DigitChain, last: number): boolean {
  const next = chain[last + 1];
  return next === undefined || divides(next.gap) || next.gap.includes(')');
}

interface Candidate {
  readonly digits: string;
  readonly shape: string;
  readonly international: boolean;
  readonly whole: boolean;
  readonly disguised: boolean;
}

function isPhone(candidate: Candidate, text: string, start: number, end: number): boolean {
  const { digits, shape } = candidate;
  if (candidate.international) return isDiallable(`+${digits}`);
  const whole = candidate.whole && wholeShape.test(shape);
  if (!whole && !fullShape.test(shape) && !localShape.test(shape) && !shortShape.test(shape)) return false;
  const label = labelBeside(text, start, end);
  if (label !== undefined && label !== 'phone' && !shape.endsWith('-4')) return false;
  if (candidate.disguised && label !== 'phone' && !/^1(?:-1)+$/.test(shape)) return false;
  if (whole || fullShape.test(shape)) return isFullNumber(candidate, label);
  if (localShape.test(shape))
    return /^9[1-9]/.test(digits) && (label === 'phone' || shape === '5-4') && label !== 'other';
  return shortShape.test(shape) && label === 'phone' && /^[2-9]/.test(digits);
}

function isFullNumber({ digits, shape }: Candidate, label: Label | undefined): boolean {
  if (shape.startsWith('1-') && !looksLikeBrazilianMobile(digits)) return false;
  const national = digits.replace(/^0(?=[1-9])/, '');
  const withCountry = /^55/.test(digits) && digits.length >= 12;
  if (!withCountry && national.length === 12) return false;
  const bareLandline =
    shape.length <= 2 && !looksLikeBrazilianMobile(national) && !(withCountry && digits.length === 13);
  if (bareLandline && label !== 'phone') return false;
  return isDiallable(withCountry ? `+${digits}` : digits);
}

function isDiallable(number: string): boolean {
  return parsePhoneNumberFromString(number, 'BR')?.isValid() ?? false;
}
