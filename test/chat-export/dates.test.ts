/** Promise: the date of an entry is the one the phone meant, whatever its order, clock, digits or calendar. */
import { describe, expect, test } from 'vitest';
import { readWhole } from './memory-source.ts';
import { ANDROID_24, IOS_24, type PhoneStyle, stamp } from './phone.ts';

const TIMES = ['2024-01-31T00:05:00', '2024-02-29T12:00:00', '2024-03-01T13:07:00', '2024-12-25T23:59:00'];

const STYLES: readonly (readonly [string, PhoneStyle])[] = [
  ['iOS, Brazil', IOS_24],
  ['Android, Brazil', ANDROID_24],
  [
    'Android, United States',
    {
      ...ANDROID_24,
      order: 'mdy',
      yearDigits: 2,
      padded: false,
      comma: ', ',
      meridiem: { am: 'AM', pm: 'PM', space: '\u202f' },
    },
  ],
  ['iOS, United States', { ...IOS_24, order: 'mdy', padded: false, meridiem: { am: 'AM', pm: 'PM', space: '\u202f' } }],
  ['Android, United Kingdom', { ...ANDROID_24, comma: ', ' }],
  [
    'Android, Mexico',
    {
      ...ANDROID_24,
      padded: false,
      yearDigits: 2,
      comma: ', ',
      meridiem: { am: 'a.\u00a0m.', pm: 'p.\u00a0m.', space: '\u202f' },
    },
  ],
  ['Android, India', { ...ANDROID_24, yearDigits: 2, comma: ', ', meridiem: { am: 'am', pm: 'pm' } }],
  ['Android, Germany', { ...ANDROID_24, separator: '.', yearDigits: 2, comma: ', ' }],
  ['iOS, Russia', { ...IOS_24, separator: '.', yearDigits: 4 }],
  ['Android, Netherlands', { ...ANDROID_24, separator: '-' }],
  ['Android, France', { ...ANDROID_24, comma: ' à ' }],
  ['Android, Portugal', { ...ANDROID_24, comma: ' às ' }],
  ['Android, Sweden', { ...ANDROID_24, order: 'ymd', separator: '-' }],
  ['Android, Turkey, 12 hours', { ...ANDROID_24, separator: '.', meridiem: { am: 'ÖÖ', pm: 'ÖS', first: true } }],
  ['iOS, Japan', { ...IOS_24, order: 'ymd', yearDigits: 4, comma: ' ' }],
  [
    'iOS, Japan, 12 hours',
    {
      ...IOS_24,
      order: 'ymd',
      yearDigits: 4,
      comma: ' ',
      meridiem: { am: '午前', pm: '午後', first: true, space: '' },
    },
  ],
  ['iOS, Japan, era', { ...IOS_24, order: 'ymd', yearDigits: 2, calendar: 'reiwa', comma: ' ' }],
  [
    'iOS, Korea',
    {
      ...IOS_24,
      order: 'ymd',
      separator: '. ',
      yearDigits: 4,
      padded: false,
      comma: ' ',
      meridiem: { am: '오전', pm: '오후', first: true },
    },
  ],
  [
    'iOS, Taiwan',
    {
      ...IOS_24,
      order: 'ymd',
      yearDigits: 4,
      padded: false,
      meridiem: { am: '上午', pm: '下午', first: true, space: '' },
    },
  ],
  [
    'iOS, Saudi Arabia',
    { ...IOS_24, yearDigits: 4, padded: false, zero: '٠', comma: '، ', mark: '\u200f', meridiem: { am: 'ص', pm: 'م' } },
  ],
  ['Android, Egypt', { ...ANDROID_24, zero: '٠', comma: '، ', mark: '\u200f', meridiem: { am: 'ص', pm: 'م' } }],
  ['Android, Nepal', { ...ANDROID_24, zero: '०', comma: ', ' }],
  ['iOS, Thailand, Thai digits', { ...IOS_24, yearDigits: 4, calendar: 'buddhist', zero: '๐' }],
  ['iOS, Thailand, short year', { ...IOS_24, padded: false, calendar: 'buddhist' }],
  ['iOS, Iran', { ...IOS_24, order: 'ymd', yearDigits: 4, calendar: 'persian', zero: '۰', comma: '، ' }],
];

describe.each(STYLES)('%s', (_, style) => {
  test('every date and time is read as meant', async () => {
    const era = style.calendar === 'reiwa' ? 'R' : '';
    const lines = TIMES.map((at) => `${stamp(style, at).replace(/^\[/, `[${era}`)}Ana: oi`);
    const { entries, chat } = await readWhole(lines.join('\r\n'));
    expect(entries.map((entry) => entry.at)).toEqual(TIMES);
    expect(chat.format).toMatchObject({
      platform: style.platform,
      dateOrder: style.order,
      dateOrderCertain: true,
      clock: style.meridiem ? 12 : 24,
      calendar: style.calendar === 'reiwa' ? 'japanese' : (style.calendar ?? 'gregorian'),
    });
  });
});

const orderOf = async (text: string): Promise<[string, boolean]> => {
  const { chat } = await readWhole(text);
  return [chat.format.dateOrder, chat.format.dateOrderCertain];
};

describe('the order of day and month', () => {
  test('is decided by one impossible month anywhere in the file', async () => {
    const day = (n: number): string => `0${n}/02/24, 10:00 - Ana: dia ${n}\n`;
    expect(await orderOf(`${[1, 2, 3, 4].map(day).join('')}13/02/24, 10:00 - Ana: fim`)).toEqual(['dmy', true]);
    expect(await orderOf('02/01/24, 10:00 - Ana: a\n02/13/24, 10:00 - Ana: b')).toEqual(['mdy', true]);
  });

  test('is decided by time running forward', async () => {
    expect(await orderOf('01/02/2024, 10:00 - Ana: a\n03/02/2024, 10:00 - Ana: b\n01/03/2024, 10:00 - Ana: c')).toEqual(
      ['dmy', true],
    );
    expect(
      await orderOf(
        '01/02/2024, 10:00 - Ana: a\n02/01/2024, 10:00 - Ana: b\n02/03/2024, 10:00 - Ana: c\n03/02/2024, 10:00 - Ana: d',
      ),
    ).toEqual(['mdy', true]);
  });

  test('is decided by the language of the phone when the dates do not tell', async () => {
    expect(await orderOf('[01/02/24, 10:00:00] Ana: \u200eimagem ocultada\n[01/02/24, 10:01:00] Ana: oi')).toEqual([
      'dmy',
      true,
    ]);
  });

  test('is stated as uncertain when nothing tells', async () => {
    expect(await orderOf('1/2/24, 10:00 AM - Ana: <Media omitted>')).toEqual(['mdy', false]);
    expect(await orderOf('01/02/2024, 10:00 - Ana: <Media omitted>')).toEqual(['dmy', false]);
  });
});

test('Japanese eras by their sign, and Reiwa years without it', async () => {
  const { entries } = await readWhole(
    '[令和元年5月1日 10:00:00] 花子: おはよう\n[平成31年4月30日 10:00:00] 花子: こんにちは',
  );
  expect(entries.map((entry) => entry.at)).toEqual(['2019-05-01T10:00:00', '2019-04-30T10:00:00']);
  const bare = await readWhole('6/1/15 10:00 - 花子: <メディアは含まれていません>\n6/2/20 10:00 - 花子: はい');
  expect(bare.entries.map((entry) => entry.at)).toEqual(['2024-01-15T10:00:00', '2024-02-20T10:00:00']);
});

test('time before date', async () => {
  const { entries } = await readWhole('14:05, 20/08/2022 - Ana: oi\n14:06, 20/08/2022 - Bia: olá');
  expect(entries.map((entry) => entry.at)).toEqual(['2022-08-20T14:05:00', '2022-08-20T14:06:00']);
});
