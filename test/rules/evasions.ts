/** Writes words so that a word list should not find them: each way that people hide words in chats. */
import type { Random } from '../bench/chat-text.ts';

/** Rewrites a word or phrase; gives it back as it was if there is nothing in it to rewrite. */
export type Evasion = (term: string, random: Random) => string;

const leet: Readonly<Record<string, string>> = {
  a: '4@',
  e: '3€',
  i: '1!|',
  o: '0',
  s: '5$',
  t: '7+',
  b: '8',
  g: '9',
  z: '2',
  l: '1|',
};
const cyrillic: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  j: 'ј',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
};
const greek: Readonly<Record<string, string>> = {
  a: 'α',
  i: 'ι',
  k: 'κ',
  n: 'η',
  o: 'ο',
  p: 'ρ',
  t: 'τ',
  u: 'υ',
  v: 'ν',
  x: 'χ',
};
const smallCapitals: Readonly<Record<string, string>> = {
  a: 'ᴀ',
  e: 'ᴇ',
  i: 'ɪ',
  m: 'ᴍ',
  n: 'ɴ',
  o: 'ᴏ',
  r: 'ʀ',
  t: 'ᴛ',
  u: 'ᴜ',
};

/** Every way by its name. `wide` ways rewrite the gaps between letters, `narrow` ones the letters. */
export const narrow: Readonly<Record<string, Evasion>> = {
  'digits and signs for letters': (term, random) => someInside(term, random, (letter) => oneOf(random, leet[letter])),
  'Cyrillic letters': (term, random) => some(term, random, (letter) => cyrillic[letter]),
  'Greek letters': (term, random) => some(term, random, (letter) => greek[letter]),
  'small capitals': (term, random) => some(term, random, (letter) => smallCapitals[letter]),
  'full-width letters': (term) => each(term, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
  'mathematical letters': (term) => each(term, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 0x61 + 0x1d41a)),
  'letters on squares': (term) => each(term, (letter) => String.fromCodePoint(letter.charCodeAt(0) - 0x61 + 0x1f170)),
  repeats: (term, random) => some(term, random, (letter) => letter.repeat(3 + Math.floor(random() * 4))),
  'capital letters': (term) => term.toUpperCase(),
  accents: (term, random) => some(term, random, (letter) => `${letter}\u0301`),
};

export const wide: Readonly<Record<string, Evasion>> = {
  'spaces between letters': (term) => between(term, ' ', '   '),
  'dots between letters': (term) => between(term, '.', ' '),
  'dashes between letters': (term) => between(term, '-', ' '),
  'slashes between letters': (term) => between(term, '/', ' '),
  'emoji between letters': (term, random) => between(term, oneOf(random, '🙂😂👍❤') ?? '🙂', ' '),
  'one emoji within': (term, random) => once(term, random, '😂'),
  'zero-width characters': (term) => between(term, '\u200b', ' '),
  'formatting between letters': (term, random) => between(term, oneOf(random, '*_~') ?? '*', ' '),
};

/** Rewrites at least one letter that can be, others by chance. */
function some(term: string, random: Random, rewrite: (letter: string) => string | undefined): string {
  const letters = [...term];
  const able = letters.flatMap((letter, at) => (rewrite(letter) === undefined || letter === ' ' ? [] : [at]));
  const sure = able[Math.floor(random() * able.length)];
  return letters
    .map((letter, at) => (able.includes(at) && (at === sure || random() < 0.4) ? (rewrite(letter) ?? letter) : letter))
    .join('');
}

/** The same, but no first or last letter of a word: `pi><` and `4` alone nobody could read. */
function someInside(term: string, random: Random, rewrite: (letter: string) => string | undefined): string {
  return term
    .split(' ')
    .map((word) => (word.length < 3 ? word : word[0] + some(word.slice(1, -1), random, rewrite) + word.slice(-1)))
    .join(' ');
}

function each(term: string, rewrite: (letter: string) => string): string {
  return [...term].map((letter) => (letter >= 'a' && letter <= 'z' ? rewrite(letter) : letter)).join('');
}

/** The characters of a word as a reader sees them: accents stay on their letters. */
function drawn(word: string): string[] {
  return Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(word), ({ segment }) => segment);
}

function between(term: string, inside: string, betweenWords: string): string {
  return term
    .split(' ')
    .map((word) => drawn(word).join(inside))
    .join(betweenWords);
}

function once(term: string, random: Random, inside: string): string {
  const words = term.split(' ');
  const at = Math.floor(random() * words.length);
  return words
    .map((word, index) => {
      const letters = drawn(word);
      if (index !== at || letters.length < 3) return word;
      const cut = 1 + Math.floor(random() * (letters.length - 1));
      return `${letters.slice(0, cut).join('')}${inside}${letters.slice(cut).join('')}`;
    })
    .join(' ');
}

function oneOf(random: Random, choices: string | undefined): string | undefined {
  if (choices === undefined) return undefined;
  const each = [...choices];
  return each[Math.floor(random() * each.length)];
}
