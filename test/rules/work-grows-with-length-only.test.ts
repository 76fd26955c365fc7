/** Whatever the text, screening takes steps in proportion to its length: counted, not timed. */
import { compileRules, type Pack, parsePack } from '@atalaia/rules';
import { describe, expect, test } from 'vitest';
import { foldFor } from '../../rules/src/fold.ts';
import { compileLexicon, scanLexicon } from '../../rules/src/lexicon.ts';
import { findsIn, nearest, type Place, placesOf, standsBy } from '../../rules/src/near.ts';
import { makeWords, readWords } from '../../rules/src/words.ts';
import { entityRule, lexiconRule, packSource, patternRule } from './pack-source.ts';

const LONGEST = 65_536;
const phrase = Array.from({ length: 16 }, () => 'a').join(' ');

/** Wraps an array so that every reading of an element is counted; kept short, as it runs millions of times. */
function counted<A extends object>(array: A, count: { steps: number }): A {
  return new Proxy(array, {
    get(target, key) {
      count.steps++;
      return Reflect.get(target, key, target);
    },
  });
}

function stepsFor(text: string): number {
  const count = { steps: 0 };
  const fold = foldFor(true);
  const terms = ['a', 'b', 'a a', 'b a', phrase, `b ${phrase.slice(2)}`].map((term, target) => ({ term, target }));
  const plain = compileLexicon(terms, fold);
  const lexicon = {
    ...plain,
    places: counted(plain.places, count),
    entries: counted(plain.entries, count),
    fold: { ...fold, table: counted(fold.table, count) },
  };
  const words = makeWords();
  readWords(words, lexicon.fold, text);
  scanLexicon(lexicon, text, words);
  return count.steps;
}

const hostile: readonly [string, string][] = [
  ['one word for ever', 'a'],
  ['a word that ends every phrase', 'a '],
  ['phrases that almost match', 'b a '],
  ['nothing but separators', ' '],
  ['nothing but invisible characters', '\u200b'],
  ['words with invisible tails', 'a\u200b\u200b\u200b\u200b '],
  ['accents on accents', 'a\u0301\u0301\u0301'],
  ['surrogates and letters', '𝐚\ud800 '],
];

describe('twice the text takes at most about twice the steps', () => {
  test.each(hostile)('%s', (_, unit) => {
    const long = unit.repeat(Math.floor(LONGEST / 4 / unit.length));
    const [once, twice] = [stepsFor(long), stepsFor(long + long)];
    expect(twice).toBeLessThanOrEqual(2.1 * once);
    // A word is looked at in at most sixteen phrases of sixteen words each.
    expect(twice / (2 * long.length)).toBeLessThan(600);
  });
});

/** Reads of places and of words' ends while phrases with gaps are joined and neighbours looked for. */
function stepsToJoin(text: string): number {
  const count = { steps: 0 };
  const { terms, words, lexicon, fold } = surrounded;
  readWords(words, fold, text);
  const found = findsIn(terms, text, words, scanLexicon(lexicon, text, words));
  const finds = {
    ...found,
    words: { ...words, ends: counted(words.ends, count) },
    spans: new Map(Array.from(found.spans, ([piece, pairs]) => [piece, counted([...pairs], count)])),
    ofPieces: new CountedPlaces(count),
  };
  const join = () => {
    for (const [phrase, uses] of terms.uses.entries()) {
      const places = uses.length === 0 ? [] : placesOf(finds, phrase);
      for (const place of places) {
        for (const { rule } of uses) {
          for (const surroundings of [terms.near.get(rule), terms.unless.get(rule)]) {
            if (surroundings === undefined) continue;
            nearest(finds, surroundings, place);
            standsBy(finds, surroundings, place);
          }
        }
      }
    }
  };
  join();
  // Now that the places of all words are counted ones, the same once more.
  finds.ofPhrases.clear();
  finds.lists.clear();
  join();
  return count.steps;
}

/** Keeps places that count when they are asked where they stand. */
class CountedPlaces extends Map<number, readonly Place[]> {
  readonly #count: { steps: number };

  constructor(count: { steps: number }) {
    super();
    this.#count = count;
  }

  override set(piece: number, places: readonly Place[]): this {
    return super.set(
      piece,
      places.map((place) => counted(place, this.#count)),
    );
  }
}

/** Every word of the hostile texts is a term, a piece of one with gaps, a neighbour or an exception. */
const surrounded = compileRules([
  pack(
    lexiconRule({
      terms: '[a, "b ... c", "a ...30 b ...30 a ...30 c", "pagar~ pagar~ a ... pagar~", "c ...30 zzz"]',
      extra: `    near: { terms: [c, "a ...30 a", "pagar~ a"], within: 30 }
    unless: { terms: ["b ...30 c ...30 b", zzz], within: 30 }
    except: ["c ... c ... a a a"]
`,
    }),
  ),
]);

describe('twice the text takes at most about twice the steps to join', () => {
  test.each([
    ['one word for ever', 'a '],
    ['beginnings without an end', 'b b b c b b b '],
    ['ends without a beginning', 'c c c '],
    ['every word in turn', 'a b c '],
    ['inflected words', 'pagar pago a pagou '],
    ['paragraphs', 'a\n\nb c\n \n'],
    ['wide gaps', `a ${'x '.repeat(29)}b ${'x '.repeat(29)}`],
    ['signs between words', `a${' -'.repeat(50)} b`],
  ])('%s', (_, unit) => {
    const long = unit.repeat(Math.floor(LONGEST / 8 / unit.length));
    const [once, twice] = [stepsToJoin(long), stepsToJoin(long + long)];
    // Halving takes one step more for twice the places.
    expect(twice).toBeLessThanOrEqual(2.3 * once);
    expect(twice / (2 * long.length)).toBeLessThan(600);
  });
});

test('a whole rule set gets through the longest hostile messages', () => {
  const rules = compileRules([
    pack(lexiconRule({ terms: '[a, a a, b]', extra: '    except: [a a a, c]\n' })),
    ...surrounded.packs.map((each) => ({ ...each, id: 'surrounded' })),
    pack(patternRule('foo(.*bar)?'), 'two'),
    pack(patternRule('(a|aa)*foo(a|aa)*bar'), 'three'),
    ...['cpf', 'cnpj', 'card', 'email', 'phone'].map((entity) => pack(entityRule(entity), `entity-${entity}`)),
  ]);
  for (const unit of [
    ...hostile.map(([, text]) => text),
    'foo ',
    'foo a',
    '1',
    '1 ',
    '1.1-',
    '@',
    'a@',
    'a.',
    '+55 ',
    '5'.repeat(19),
  ]) {
    const text = unit.repeat(Math.ceil(LONGEST / unit.length)).slice(0, LONGEST);
    for (const hit of rules.evaluate({ text })) expect(hit.end <= text.length && hit.start < hit.end).toBe(true);
  }
});

function pack(rules: string, id = 'one'): Pack {
  const read = parsePack({ path: 'x', text: packSource({ rules, id }) });
  if (read.kind === 'problems') throw new Error(read.problems[0]?.message);
  return read.pack;
}
