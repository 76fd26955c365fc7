/** Promise: the date of an entry is the one the phone meant, whatever its order, clock, digits or calendar. */
import { describe, expect, test } from 'vitest';
import { readWhole } from './memory-source.ts';
import { stamp } from './phone.ts';
import { STYLES } from './phone-styles.ts';

const TIMES = ['2024-01-31T00:05:00', '2024-02-29T12:00:00', '2024-03-01T13:07:00', '2024-12-25T23:59:00'];

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

test.each([
  ['20.1.2024 klo 10.05 - Ana: moi', '2024-01-20T10:05:00'],
  ['20/01/2567 10:05 น. - Ana: สวัสดี', '2024-01-20T10:05:00'],
  ['2024. 01. 20. 10:05 - Ana: szia', '2024-01-20T10:05:00'],
  ['20. 1. 2024, 10:05 - Ana: ahoj', '2024-01-20T10:05:00'],
  ['20.01.2024 г., 10:05 ч. - Ana: здравей', '2024-01-20T10:05:00'],
  ['2024-01-20 10 h 05 - Ana: allo', '2024-01-20T10:05:00'],
  ['2024년 1월 20일 오후 3:05 - Ana: 안녕', '2024-01-20T15:05:00'],
  ['20/01/24 10:05:00: Ana: oi', '2024-01-20T10:05:00'],
  ['20/1/24 12:05 PM - Ana: x', '2024-01-20T12:05:00'],
  ['20/1/24 12:05 a. m. - Ana: x', '2024-01-20T00:05:00'],
])('%s', async (text, at) => {
  expect((await readWhole(text)).entries.map((entry) => entry.at)).toEqual([at]);
});
