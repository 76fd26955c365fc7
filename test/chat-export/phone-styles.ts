/** Phones of many countries. */
import { ANDROID_24, IOS_24, type PhoneStyle } from './phone.ts';

export const STYLES: readonly (readonly [string, PhoneStyle])[] = [
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
