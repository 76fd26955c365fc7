/** The learned model finds abuse, says by which words, sees through disguises, and is off until somebody wants it. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRules, foldFor, type Pack, parsePack, readModel } from '@atalaia/rules';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCheckedPacks } from '../../monitor/src/rule/read-packs.ts';
import { makeFeatures, readFeatures } from '../../rules/src/learned/features.ts';
import { type Example, learn } from '../../rules/train/logistic.ts';
import { ordinaryChat } from './ordinary-chat.ts';
import { judgeCorpus } from './report/corpus.ts';
import { trainingsOf } from './report/training.ts';

const rulesFolder = join(import.meta.dirname, '../../rules');
const modelFile = readFileSync(join(rulesFolder, 'models/abuse-pt-br.json'), 'utf8');
const model = loaded(modelFile);
const models = new Map([['abuse-pt-br', model]]);
const judge = (text: string) => model.judge(text);

function loaded(text: string) {
  const read = readModel(text);
  if (read.kind === 'problem') throw new Error(read.message);
  return read.model;
}

function abusePack(language: string): Pack {
  const text = readFileSync(join(rulesFolder, `packs/${language}/abuse.yaml`), 'utf8');
  const read = parsePack({ path: 'abuse.yaml', text });
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  return read.pack;
}

interface Line {
  readonly text: string;
  readonly from: 'agent' | 'contact';
  readonly match: boolean;
}

function linesOf(set: string): readonly Line[] {
  const text = readFileSync(join(import.meta.dirname, `sets/${set}.jsonl`), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function figures(lines: readonly Line[], flags: (line: Line) => boolean) {
  const flagged = lines.filter(flags);
  const right = flagged.filter(({ match }) => match).length;
  return { recall: right / lines.filter(({ match }) => match).length, precision: right / Math.max(1, flagged.length) };
}

describe('the learned rule', () => {
  const text = 'esse presidente devia ir preso, que homem podre e covarde';

  test('is silent at first start and speaks when rules that are off are asked for', () => {
    const pack = abusePack('pt-BR');
    const kinds = (inactive: boolean) =>
      compileRules([pack], { inactive, models })
        .evaluate({ text, language: 'pt-BR' })
        .map(({ rule, kind }) => [rule, kind]);
    expect(kinds(false)).toEqual([]);
    expect(kinds(true)).toEqual([['abuse/learned', 'learned']]);
  });

  test('marks the words that weighed most', () => {
    const marked = (message: string) => {
      const { start, end } = judge(message);
      return message.slice(start, end);
    };
    expect(marked('bom dia, esse velho asqueroso devia estar preso')).toContain('asqueroso');
    expect(marked('oi, tudo bem? o pedido chegou, seu idiota')).toContain('idiota');
  });

  test('gives other rule sets another version when its weights change', () => {
    const file = JSON.parse(modelFile);
    const other = new Map([['abuse-pt-br', loaded(JSON.stringify({ ...file, bias: file.bias + 1 }))]]);
    const version = (of: typeof models) => compileRules([abusePack('pt-BR')], { inactive: true, models: of }).version;
    expect(version(other)).not.toBe(version(models));
    expect(version(new Map([['abuse-pt-br', loaded(modelFile)]]))).toBe(version(models));
  });
});

describe('a judgement', () => {
  const disguises = [
    'SEU BURRO NOJENTO',
    'seu búrro nojênto',
    'seu burrooooo nojentooo',
    'seu burr0 n0jent0',
    'seu bu\u200brro noj\u00adento',
  ];

  test.each(disguises)('sees through %j', (text) => {
    expect(judge(text).probability).toBeCloseTo(judge('seu burro nojento').probability, 10);
  });

  test('of any text is a probability with a place in it, the same whatever was judged before', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
    );
    fc.assert(
      fc.property(anyText, anyText, (text, before) => {
        const first = judge(text);
        judge(before);
        expect(judge(text)).toEqual(first);
        expect(first.probability).toBeGreaterThanOrEqual(0);
        expect(first.probability).toBeLessThanOrEqual(1);
        expect(first.start).toBeGreaterThanOrEqual(0);
        expect(first.end).toBeGreaterThanOrEqual(first.start);
        expect(first.end).toBeLessThanOrEqual(text.length);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test.each([
    ['one word', 'a'.repeat(65_536)],
    ['short words', 'a b '.repeat(16_384)],
    ['words of the longest length that counts', `${'abcdefgh'.repeat(4)} `.repeat(1985)],
    ['ligatures', 'ﷺ'.repeat(65_536)],
  ])('weighs at most eight features for each character: %s', (_, text) => {
    const features = makeFeatures();
    readFeatures(features, foldFor(true), text);
    expect(features.count).toBeLessThanOrEqual(8 * text.length + 8);
  });
});

describe('a model file', () => {
  const file = JSON.parse(modelFile);

  test.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['another format', JSON.stringify({ ...file, format: 'linear-9' })],
    ['weights that are no base64', JSON.stringify({ ...file, weights: '%' })],
    ['a number of weights that is no power of two', JSON.stringify({ ...file, weights: 'AAAA'.repeat(1000) })],
    ['a scale below zero', JSON.stringify({ ...file, scale: -1 })],
    ['an unknown key', JSON.stringify({ ...file, more: 1 })],
  ])('with %s is refused in one sentence', (_, text) => {
    const read = readModel(text);
    expect(read).toMatchObject({ kind: 'problem', message: expect.stringMatching(/^expected /) });
  });

  test('that a rule names and nobody trained is a problem with its place', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'packs-'));
    const pack = readFileSync(join(rulesFolder, 'packs/pt-BR/abuse.yaml'), 'utf8');
    writeFileSync(join(folder, 'abuse.yaml'), pack.replace('model: abuse-pt-br', 'model: nobody-trained-this'));
    const { files, problems } = await readCheckedPacks(folder);
    const line = pack.split('\n').findIndex((text) => text.includes('model: abuse-pt-br')) + 1;
    expect(files).toEqual([]);
    expect(problems).toEqual([
      { path: 'abuse.yaml', line, column: 12, message: 'expected the name of a model in rules/models' },
    ]);
  });
});

test('training gives the same weights every time, and they tell the two sorts apart', () => {
  const features = makeFeatures();
  const examples = [
    'seu burro',
    'que burro nojento',
    'burro demais',
    'bom dia',
    'o boleto chegou',
    'obrigado pela ajuda',
  ].map((text, index): Example => {
    readFeatures(features, foldFor(true), text);
    const places = Int32Array.from(new Set(features.hashes.subarray(0, features.count).map((hash) => hash >>> 22)));
    return { positive: index < 3, cost: 1, places, amounts: new Float32Array(places.length).fill(0.2) };
  });
  const settings = { places: 1024, seed: 3, rounds: 20, rate: 0.2, leastTexts: 1 };
  const learned = learn(examples, settings);
  expect(learn(examples, settings)).toEqual(learned);
  const scores = examples.map(({ places }) => places.reduce((sum, place) => sum + (learned.weights[place] ?? 0), 0));
  expect(Math.min(...scores.slice(0, 3))).toBeGreaterThan(Math.max(...scores.slice(3)));
});

describe('figures hold', () => {
  test('for the model alone on lines in the style of news comments, none of which it learned from', () => {
    const { recall, precision } = figures(linesOf('abuse.pt-BR.news'), ({ text }) => judge(text).probability >= 0.35);
    expect(recall).toBeGreaterThanOrEqual(0.7);
    expect(precision).toBeGreaterThanOrEqual(0.75);
  });

  test.each(['pt-BR', 'en', 'es'] as const)('for the rules that are on, in %s', (language) => {
    const rules = compileRules([abusePack(language)]);
    for (const author of ['a', 'b']) {
      const { recall, precision } = figures(
        linesOf(`abuse.${language}.${author}`),
        ({ text, from }) => rules.evaluate({ text, from, language }).length > 0,
      );
      expect(recall, author).toBeGreaterThanOrEqual(0.85);
      expect(precision, author).toBeGreaterThanOrEqual(0.9);
    }
  });

  test('for the whole pack with the model on ordinary chat', () => {
    const rules = compileRules([abusePack('pt-BR')], { inactive: true, models });
    const flagged = ordinaryChat.filter((text) => rules.evaluate({ text, from: 'contact' }).length > 0);
    expect(flagged.length / ordinaryChat.length, flagged.join('\n')).toBeLessThanOrEqual(0.01);
  });
});

test('the report judges texts that a model may have learned from by the other rules, and tells what training held out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  const tweets = [
    { text: 'esse presidente devia ir preso, que homem podre e covarde', aggressive: 1 },
    { text: 'bom dia', aggressive: 0 },
  ];
  writeFileSync(join(folder, 'tupy.jsonl'), tweets.map((tweet) => JSON.stringify(tweet)).join('\n'));
  const packs = [abusePack('pt-BR')];
  expect(judgeCorpus(folder, { packs, models }).tweets?.macroF1).toBeCloseTo(1 / 3);
  const [training] = trainingsOf(packs);
  expect(training?.learnedSets).toContain('abuse.pt-BR.a');
  expect(packs[0]?.rules.find(({ kind }) => kind === 'learned')).toMatchObject({
    threshold: training?.heldOut.threshold,
  });
});
