/** On any pack and any text the engine finds what the plainest reading of the rules finds, at the same places. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRules, directions, hours, languages, type Pack, type Rule } from '../../rules/src/index.ts';
import { printedSeed } from '../fixtures/seed.ts';
import { type NaiveRule, type NaiveTerm, naiveHits, telling, written } from './naive-rules.ts';

const seed = printedSeed();

// Words with their inflections in all three languages; two of them are forms of others.
const stems = ['pagar', 'mandar', 'fora', 'nota', 'bribe'];
const other = ['paga', 'Pagou', 'MANDOU', 'notas', 'bribes', 'FÓRA', 'nota\u0301', 'outro'];
// Most messages say nothing of their language.
const spoken = [...stems, ...stems, ...other, ...other, ...Object.values(telling)];
const separators = [' ', ' ', ' ', ' ', ', ', '. ', '\n', '\n\n', '\n \n', ' -- ', ' ---------- ', ' *'];

const anyWord = fc.record({ word: fc.constantFrom(...stems), inflected: fc.boolean() });
const anyTerm: fc.Arbitrary<NaiveTerm> = fc
  .array(fc.array(anyWord, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  .chain((stretches) =>
    fc
      .array(fc.integer({ min: 1, max: 5 }), { minLength: stretches.length - 1, maxLength: stretches.length - 1 })
      .map((gaps) => ({ stretches, gaps })),
  );
const shortTerm: fc.Arbitrary<NaiveTerm> = anyWord.map((word) => ({ stretches: [[word]], gaps: [] }));
const someTerms = (most: number) => fc.array(fc.oneof(shortTerm, anyTerm), { minLength: 1, maxLength: most });
const nearby = fc.record({ terms: someTerms(2), within: fc.integer({ min: 1, max: 4 }) });

const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 2, nil: undefined });
const looksAt = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  fc.record({ from: fc.constantFrom(...directions) }),
  fc.record({ hours: fc.constantFrom(...hours) }),
  fc.constant({ numbers: ['n1'] }),
);
const anyRule: fc.Arbitrary<Omit<NaiveRule, 'id'>> = fc
  .record({
    language: fc.constantFrom(...languages),
    terms: someTerms(3),
    except: sometimes(someTerms(1)),
    near: sometimes(nearby),
    unless: sometimes(nearby),
    looks: looksAt,
  })
  .map(({ language, terms, except, near, unless, looks }) => ({
    language,
    terms,
    ...(except && { except }),
    ...(near && { near }),
    ...(unless && { unless }),
    ...looks,
  }));
const anyRules = fc
  .array(anyRule, { minLength: 1, maxLength: 4 })
  .map((rules) => rules.map((rule, index) => ({ ...rule, id: `r${index}` })));
const anyText = fc
  .array(fc.tuple(fc.constantFrom(...spoken), fc.constantFrom(...separators)), { minLength: 4, maxLength: 20 })
  .map((pairs) => pairs.flat().join(''));
const anyMessage = fc.record(
  {
    text: anyText,
    language: fc.constantFrom(...languages),
    from: fc.constantFrom(...directions),
    hours: fc.constantFrom(...hours),
    number: fc.constantFrom('n1', 'n2'),
  },
  { requiredKeys: ['text'] },
);

test('engine and naive reading agree', () => {
  let found = 0;
  fc.assert(
    fc.property(anyRules, fc.array(anyMessage, { minLength: 5, maxLength: 5 }), (rules, messages) => {
      const set = compileRules(rules.map(packOf));
      for (const message of messages) {
        const hits = set.evaluate(message).map((hit) => `${hit.rule.slice('one/'.length)}@${hit.start}-${hit.end}`);
        const expected = naiveHits(rules, message);
        expect(new Set(hits)).toEqual(expected);
        expect(hits.length).toBe(expected.size);
        found += hits.length;
      }
    }),
    { seed, numRuns: 300 },
  );
  // Else the random rules would say nothing.
  expect(found).toBeGreaterThan(300);
});

/** Many rules without gaps on long texts of few words: what is found goes beyond what is kept. */
const chattyRules = fc
  .array(
    fc.record({
      language: fc.constantFrom(...languages),
      terms: fc.array(shortTerm, { minLength: 1, maxLength: 2 }),
      except: fc.option(fc.constant([{ stretches: [[{ word: 'bribe', inflected: false }]], gaps: [] }]), {
        freq: 3,
        nil: undefined,
      }),
      near: fc.option(
        fc.record({ terms: fc.array(shortTerm, { minLength: 1, maxLength: 1 }), within: fc.constant(3) }),
        {
          freq: 3,
          nil: undefined,
        },
      ),
    }),
    { minLength: 6, maxLength: 24 },
  )
  .map((rules) =>
    rules.map(({ language, terms, except, near }, index): NaiveRule => {
      return { id: `r${index}`, language, terms, ...(except && { except }), ...(near && { near }) };
    }),
  );
const longText = fc
  .array(fc.constantFrom('pagar', 'paga', 'mandar', 'nota', 'bribe'), { minLength: 500, maxLength: 600 })
  .map((words) => words.join(' '));

test('engine and naive reading keep the same hits of a message with too many', () => {
  let most = 0;
  fc.assert(
    fc.property(chattyRules, longText, (rules, text) => {
      const hits = compileRules(rules.map(packOf)).evaluate({ text });
      const expected = naiveHits(rules, { text });
      expect(new Set(hits.map((hit) => `${hit.rule.slice('one/'.length)}@${hit.start}-${hit.end}`))).toEqual(expected);
      expect(hits.length).toBe(expected.size);
      most = Math.max(most, new Set(hits.map(({ rule }) => rule)).size);
    }),
    { seed, numRuns: 12 },
  );
  expect(most).toBeGreaterThan(10);
});

function packOf({ id, language, terms, except, near, unless, ...rest }: NaiveRule): Pack {
  const text = { 'pt-BR': 'x', en: 'x', es: 'x' };
  const rule: Rule = {
    id,
    kind: 'lexicon',
    severity: 'low',
    effect: 'tag',
    title: text,
    why: text,
    examples: { match: ['x'], pass: ['y'] },
    terms: terms.map(written),
    ...(except && { except: except.map(written) }),
    ...(near && { near: { terms: near.terms.map(written), within: near.within } }),
    ...(unless && { unless: { terms: unless.terms.map(written), within: unless.within } }),
    ...rest,
  };
  return { id: 'one', version: '1', language, title: text, active: true, rules: [rule] };
}
