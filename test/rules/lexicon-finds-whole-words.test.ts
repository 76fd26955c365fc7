/** The lexicon finds every whole word and phrase at its exact place, and nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldAt, foldFor, SEPARATOR } from '../../rules/src/fold.ts';
import { compileLexicon, scanLexicon } from '../../rules/src/lexicon.ts';
import { foldedWords, makeWords, readWords } from '../../rules/src/words.ts';
import { printedSeed } from '../fixtures/seed.ts';

const seed = printedSeed();

function finds(terms: readonly string[], text: string, evasion = true): string[] {
  const lexicon = compileLexicon(
    terms.map((term, target) => ({ term, target })),
    foldFor(evasion),
  );
  const words = makeWords();
  readWords(words, lexicon.fold, text);
  const triples = scanLexicon(lexicon, text, words);
  const found: string[] = [];
  for (let at = 0; at < triples.length; at += 3) {
    found.push(`${terms[triples[at] ?? 0]}@${triples[at + 1]}-${triples[at + 2]}`);
  }
  return found.sort();
}

/** The text under the first find. */
function under(term: string, text: string, evasion = true): string | undefined {
  const span = /@(\d+)-(\d+)$/.exec(finds([term], text, evasion)[0] ?? '');
  return span === null ? undefined : text.slice(Number(span[1]), Number(span[2]));
}

describe('a word is found however it is written', () => {
  test.each([
    ['capital letters', 'PROPINA', 'PROPINA'],
    ['an accent too many', 'quero própina já', 'própina'],
    ['combining accents', 'quero pro\u0301pina\u0301 já', 'pro\u0301pina\u0301'],
    ['zero-width characters', 'quero pro\u200bpi\u200dna!', 'pro\u200bpi\u200dna'],
    ['a soft hyphen', 'pro\u00adpina', 'pro\u00adpina'],
    ['full-width letters', 'ｐｒｏｐｉｎａ', 'ｐｒｏｐｉｎａ'],
    ['mathematical letters', '🙂 𝐩𝐫𝐨𝐩𝐢𝐧𝐚 🙂', '𝐩𝐫𝐨𝐩𝐢𝐧𝐚'],
    ['circled letters', 'ⓟⓡⓞⓟⓘⓝⓐ', 'ⓟⓡⓞⓟⓘⓝⓐ'],
    ['bold', 'a *propina* dele', 'propina'],
    ['bold and italic', '*_propina_*', 'propina'],
    ['strike-through and code', '~propina~ ```propina```', 'propina'],
    ['marks within the word', 'pro*pi*na', 'pro*pi*na'],
    ['a direction mark before it', '\u200epropina', 'propina'],
  ])('%s', (_, text, expected) => {
    expect(under('propina', text)).toBe(expected);
  });

  test('a ligature folds to its letters', () => {
    expect(under('oficio', 'o oﬁcio')).toBe('oﬁcio');
  });
});

describe('a hit is never part of another word', () => {
  test.each(['propinas', 'apropina', 'pro pina', 'propina1', 'propina𝐬', 'propi'])('%s', (text) => {
    expect(finds(['propina'], text)).toEqual([]);
  });
});

describe('phrases', () => {
  test('are found across formatting, spaces and single signs', () => {
    expect(under('por fora', 'pago *por   fora*')).toBe('por   fora');
    expect(under('por fora', 'pago por, _fora_!')).toBe('por, _fora');
    expect(under('guarda-chuva', 'o guarda chuva')).toBe('guarda chuva');
  });

  test('do not go across the end of a sentence or a wide gap', () => {
    expect(finds(['por fora'], 'pago por. Fora isso, nada')).toEqual([]);
    expect(finds(['por fora'], 'por ------------ fora')).toEqual([]);
  });

  test('overlap, contain and repeat each other', () => {
    expect(finds(['a b', 'b c', 'a b c', 'b', 'c'], 'a b c b')).toEqual(
      ['a b c@0-5', 'a b@0-3', 'b c@2-5', 'b@2-3', 'b@6-7', 'c@4-5'].sort(),
    );
  });

  test('have up to sixteen words', () => {
    const term = Array.from({ length: 16 }, (_, index) => `w${index}`).join(' ');
    expect(finds([term], `x ${term} y`)).toHaveLength(1);
  });
});

const alphabet = [
  'a',
  'b',
  'A',
  'á',
  'ç',
  'a\u0301',
  '_',
  ' ',
  '  ',
  '-',
  '. ',
  '\n',
  '*',
  '\u200b',
  'ａ',
  '𝐚',
  '🙂',
  '\ud800',
  'ﬁ',
  '1',
  '²',
];
const anyText = fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((parts) => parts.join(''));
const anyTerm = fc
  .array(fc.constantFrom('a', 'b', 'ab', 'ba', 'c', 'fi', 'a1'), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(' '));

/** The plainest way to the same answer: fold every word to a string and compare at each place. */
function naive(terms: readonly string[], text: string): string[] {
  const fold = foldFor(true);
  const words = foldedWords(fold, text);
  const found: string[] = [];
  for (const term of terms) {
    const wanted = foldedWords(fold, term).map((word) => word.folded);
    for (let first = 0; first + wanted.length <= words.length; first++) {
      const here = words.slice(first, first + wanted.length);
      const opening = here[0];
      const last = here.at(-1);
      if (opening === undefined || last === undefined) continue;
      const gaps = here.slice(1).map((word, index) => text.slice(here[index]?.end, word.start));
      if (gaps.some((gap) => gap.length > 8 || /[.!?][ \n\u00a0]/.test(gap))) continue;
      if (here.every((word, index) => word.folded === wanted[index]))
        found.push(`${term}@${opening.start}-${last.end}`);
    }
  }
  return found.sort();
}

describe('on random texts', () => {
  test('the engine finds what the plainest search finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyTerm, { minLength: 1, maxLength: 8 }), anyText, (terms, text) => {
        expect(finds(terms, text)).toEqual(naive(terms, text));
      }),
      { seed, numRuns: 3000 },
    );
  });

  test('folding what a span covers gives the term: no fold shifts a place', () => {
    fc.assert(
      fc.property(anyTerm, anyText, anyText, (term, before, after) => {
        const text = `${before} ${term} ${after}`;
        const fold = foldFor(true);
        const found = finds([term], text);
        expect(found.some((find) => find.endsWith(`@${before.length + 1}-${before.length + 1 + term.length}`))).toBe(
          true,
        );
        for (const find of found) {
          const [, start, end] = /@(\d+)-(\d+)$/.exec(find) ?? [];
          const covered = foldedWords(fold, text.slice(Number(start), Number(end))).map((word) => word.folded);
          expect(covered).toEqual(foldedWords(fold, term).map((word) => word.folded));
        }
      }),
      { seed, numRuns: 2000 },
    );
  });

  test('no text throws, lone surrogates and every single character included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (text, evasion) => {
        finds(['a', 'a b'], text, evasion);
      }),
      { seed, numRuns: 2000 },
    );
    const units = Array.from({ length: 65_536 }, (_, unit) => String.fromCharCode(unit)).join('');
    expect(finds(['zz'], units)).toEqual([]);
    expect(finds(['zz'], `${units} zz`)).toEqual(['zz@65537-65539']);
  });

  test('among emoji and signs a character parts words exactly if Unicode counts it as no letter, digit, mark or unseen one', () => {
    const joining = /^[\p{Alphabetic}\p{N}\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
    const fold = foldFor(true);
    const wrong: string[] = [];
    for (let code = 0x1f000; code <= 0x1ffff; code++) {
      const character = String.fromCodePoint(code);
      const parts = foldAt(fold, character, 0).value === SEPARATOR;
      if (parts === joining.test(character)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});
