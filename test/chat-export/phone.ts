/** Writes date, time and line ends as phones of different settings do. Knows nothing of the code under test. */

export interface PhoneStyle {
  readonly platform: 'android' | 'ios';
  readonly order: 'dmy' | 'mdy' | 'ymd';
  readonly separator: '/' | '.' | '-' | '. ' | '年';
  readonly yearDigits: 2 | 4;
  readonly padded: boolean;
  readonly comma: string;
  readonly meridiem?: { readonly am: string; readonly pm: string; readonly first?: boolean; readonly space?: string };
  /** The script's zero; ASCII if absent. */
  readonly zero?: string;
  readonly calendar?: 'buddhist' | 'reiwa' | 'persian';
  /** Text before each number of the date, as Arabic phones write U+200F. */
  readonly mark?: string;
}

export const IOS_24: PhoneStyle = {
  platform: 'ios',
  order: 'dmy',
  separator: '/',
  yearDigits: 2,
  padded: true,
  comma: ', ',
};
export const ANDROID_24: PhoneStyle = { ...IOS_24, platform: 'android', yearDigits: 4, comma: ' ' };

/** `at` is `YYYY-MM-DDTHH:MM:SS`; answers the line's beginning, up to the author. */
export function stamp(style: PhoneStyle, at: string): string {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = at.split(/[-T:]/).map(Number);
  const two = (number: number, always = true): string => (always ? String(number).padStart(2, '0') : String(number));
  const parts = calendarParts(style, year, month, day);
  const y = style.yearDigits === 2 && style.calendar !== 'reiwa' ? two(parts.year % 100) : String(parts.year);
  const d = two(parts.day, style.padded);
  const m = two(parts.month, style.padded);
  const ordered = { dmy: [d, m, y], mdy: [m, d, y], ymd: [y, m, d] }[style.order];
  const mark = style.mark ?? '';
  const date =
    style.separator === '年'
      ? `${ordered[0]}年${ordered[1]}月${ordered[2]}日`
      : ordered.map((part) => `${mark}${part}`).join(style.separator) + (style.separator === '. ' ? '.' : '');

  const seconds = style.platform === 'ios' ? `:${two(second)}` : '';
  const clock = style.meridiem ? hour % 12 || 12 : hour;
  const time = `${two(clock, style.padded && !style.meridiem)}:${two(minute)}${seconds}`;
  const written = localDigits(`${date}${style.comma}${withMeridiem(style, time, hour)}`, style.zero);
  return style.platform === 'ios' ? `[${written}] ` : `${written} - `;
}

function withMeridiem({ meridiem }: PhoneStyle, time: string, hour: number): string {
  if (!meridiem) return time;
  const word = hour < 12 ? meridiem.am : meridiem.pm;
  const space = meridiem.space ?? ' ';
  return meridiem.first ? `${word}${space}${time}` : `${time}${space}${word}`;
}

function calendarParts(
  { calendar }: PhoneStyle,
  year: number,
  month: number,
  day: number,
): { year: number; month: number; day: number } {
  if (calendar === 'buddhist') return { year: year + 543, month, day };
  if (calendar === 'reiwa') return { year: year - 2018, month, day };
  if (calendar === 'persian') {
    const date = Temporal.PlainDate.from({ year, month, day }).withCalendar('persian');
    return { year: date.year, month: date.month, day: date.day };
  }
  return { year, month, day };
}

function localDigits(text: string, zero: string | undefined): string {
  if (zero === undefined) return text;
  const start = zero.charCodeAt(0);
  return text.replace(/\d/g, (digit) => String.fromCharCode(start + Number(digit)));
}
