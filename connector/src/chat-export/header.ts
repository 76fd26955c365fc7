/** Recognises the date and time with which every entry of an exported chat begins. */
import type { ChatWords } from './words.ts';

/** The three numbers of a date as written, and what else was written around them. */
export interface WrittenDate {
  readonly first: number;
  readonly second: number;
  readonly third: number;
  /** Digits of the first and third number: four tell the year, a leading zero tells a padded style. */
  readonly firstDigits: number;
  readonly thirdDigits: number;
  readonly padded: boolean;
  /** Dots without spaces, as in 20.06.19: nobody writes the month first or a short year first so. */
  readonly dotted: boolean;
  /** Japanese era, by its first Gregorian year minus one; or the Buddhist era, by its suffix. */
  readonly era?: { readonly kind: 'japanese'; readonly before: number } | { readonly kind: 'buddhist' };
}

export interface Header {
  readonly platform: 'android' | 'ios';
  /** What one phone writes the same way on every line; lines of another shape are text of a message. */
  readonly shape: string;
  readonly date: WrittenDate;
  /** 0–23, the meridiem applied. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly clock: 12 | 24;
  /** What follows, marks included. */
  readonly body: string;
}

/** Finds a header at the start of a line; undefined if there is none. */
export type MatchHeader = (line: string) => Header | undefined;

const MARK = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff';
const GAP = `[ \\t${MARK}]*`;
const ERA = '(?<era>令和|平成|昭和|[RHS])';
const DATE =
  `(?:${ERA}${GAP})?(?<first>\\d{1,4}|元)${GAP}(?<sep>[./\\-年년])(?<spaces> +)?${GAP}(?<second>\\d{1,2})${GAP}` +
  `(?<sep2>[./\\-月월])${GAP}(?<third>\\d{1,4})(?:${GAP}[.日일])?(?:${GAP}(?<suffix>BE|B\\.E\\.|พ\\.ศ\\.|г\\.))?`;
// Letters before or after the time: a.m., 午後, à, um.
const WORD = '[\\p{L}\\p{M}][\\p{L}\\p{M}.״"\'’\\u200c ]{0,17}?';
const TIME =
  `(?:(?<before>${WORD})${GAP})?(?<hour>\\d{1,2})(?:[:.]|${GAP}h${GAP})(?<minute>\\d{2})` +
  `(?:[:.](?<seconds>\\d{2}))?(?:${GAP}(?<after>${WORD}))?`;
// The iPhone of 2015 wrote no brackets but a colon: "20/06/15 10:05:00: Ana: hi".
const END = `${GAP}(?:(?<ios>\\])|(?<old>:)(?= )|(?<=[ ${MARK}])[-–—](?= |$)) ?`;
const BETWEEN = `${GAP}[,،]?${GAP}`;

/** Words beside the time that do not change it ("15/01/2024 à 10:30", "10:30 น."). */
const NEUTRAL = [
  'à',
  'às',
  'as',
  'um',
  'at',
  'alle',
  'alleore',
  'om',
  'kl',
  'klo',
  'o',
  'в',
  'alas',
  'ב',
  'lúc',
  'น',
  'ч',
  'uhr',
];
/** Meridiems of languages that have no file of words yet. */
const MORE_AM = ['πμ', 'sa', 'de', 'ap'];
const MORE_PM = ['μμ', 'ch', 'du', 'ip'];
const ERA_START: Readonly<Record<string, number>> = { R: 2018, 令和: 2018, H: 1988, 平成: 1988, S: 1925, 昭和: 1925 };

/** First code point of each script's digits, zero to nine in order. */
const DIGIT_ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0, 0xff10,
];
/** No header is longer. */
const HEAD_LENGTH = 96;
/** Cheap look first: most lines that are not headers start with a letter. */
const MAY_START = new RegExp(`^[ ${MARK}]*(?:\\[|\\p{Nd}|[RHS令平昭])`, 'u');

/** Builds the matcher from the meridiem words of all languages. */
export function headerMatcher(words: readonly Pick<ChatWords, 'am' | 'pm'>[]): MatchHeader {
  const am = new Set([...words.flatMap((w) => w.am), ...MORE_AM].map(bare));
  const pm = new Set([...words.flatMap((w) => w.pm), ...MORE_PM].map(bare));
  const neutral = new Set(['', ...NEUTRAL]);
  const dateFirst = new RegExp(`^${GAP}(?<open>\\[)?${GAP}${DATE}${BETWEEN}${TIME}${END}`, 'u');
  const timeFirst = new RegExp(`^${GAP}(?<open>\\[)?${GAP}${TIME}${BETWEEN}${DATE}${END}`, 'u');

  return (line) => {
    if (!MAY_START.test(line)) return undefined;
    const head = asciiHead(line);
    const byDate = dateFirst.exec(head);
    const match = byDate ?? timeFirst.exec(head);
    const found = match?.groups;
    if (!match || !found) return undefined;
    const bracketed = found['open'] !== undefined;
    if (bracketed !== (found['ios'] !== undefined) || (found['old'] && !found['seconds'])) return undefined;
    const platform = bracketed || found['old'] ? 'ios' : 'android';

    const beside = [bare(found['before'] ?? ''), bare(found['after'] ?? '')].filter((word) => !neutral.has(word));
    if (beside.length > 1 || beside.some((word) => !am.has(word) && !pm.has(word))) return undefined;
    const half = beside[0] === undefined ? undefined : am.has(beside[0]) ? 'am' : 'pm';

    const date = writtenDate(found);
    const hour = hourOfDay(Number(found['hour']), half);
    const minute = Number(found['minute']);
    const second = Number(found['seconds'] ?? 0);
    if (!date || hour > 23 || minute > 59 || second > 59) return undefined;
    return {
      platform,
      shape: `${bracketed ? '[' : (found['old'] ?? '-')} ${byDate ? 'date' : 'time'} first ${found['sep']}`,
      date,
      hour,
      minute,
      second,
      clock: half ? 12 : 24,
      body: line.slice(match[0].length),
    };
  };
}

function writtenDate(found: Readonly<Record<string, string | undefined>>): WrittenDate | undefined {
  const first = found['first'] ?? '';
  const third = found['third'] ?? '';
  const separators = `${found['sep']}${found['sep2']}`;
  if (!['..', '//', '--', '年月', '년월'].includes(separators)) return undefined;
  const before = ERA_START[found['era'] ?? ''];
  const numbers = [first, found['second'] ?? '', third];
  return {
    first: first === '元' ? 1 : Number(first),
    second: Number(found['second']),
    third: Number(third),
    firstDigits: first.length,
    thirdDigits: third.length,
    padded: numbers.some((number) => number.length === 2 && number.startsWith('0')),
    dotted: separators === '..' && found['spaces'] === undefined,
    ...(before !== undefined && { era: { kind: 'japanese', before } }),
    ...(/^(?:BE|B\.E\.|พ)/.test(found['suffix'] ?? '') && { era: { kind: 'buddhist' } }),
  };
}

function hourOfDay(hour: number, half: 'am' | 'pm' | undefined): number {
  if (half === 'am' && hour === 12) return 0;
  if (half === 'pm' && hour < 12) return hour + 12;
  return hour;
}

/** "a. m." and "AM" are one word. */
function bare(word: string): string {
  return word.toLowerCase().replace(/[\s.\u200c]/g, '');
}

/** The start of the line with ASCII digits and spaces, character for character as long as the original. */
function asciiHead(line: string): string {
  return line.slice(0, HEAD_LENGTH).replace(/[^ -~]/g, (character) => {
    const code = character.charCodeAt(0);
    if (/[\s\u202f]/.test(character)) return ' ';
    const zero = DIGIT_ZEROS.find((start) => code >= start && code < start + 10);
    return zero === undefined ? character : String(code - zero);
  });
}
