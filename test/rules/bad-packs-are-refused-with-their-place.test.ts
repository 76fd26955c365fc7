/** A bad pack is refused with line, column and what was expected; reading never throws and never takes long. */

import { parsePack } from '@atalaia/rules';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printedSeed } from '../fixtures/seed.ts';
import { lexiconRule, packSource, patternRule } from './pack-source.ts';

const seed = printedSeed();

/** Reads a pack that must be refused and gives the problems as `line:column message`. */
function problems(text: string): string[] {
  const read = parsePack({ path: 'house.yaml', text });
  if (read.kind === 'pack') return [];
  expect(read.problems.every((problem) => problem.path === 'house.yaml')).toBe(true);
  return read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

test('a good pack is read as it stands', () => {
  const read = parsePack({ path: 'house.yaml', text: packSource() });
  expect(read).toMatchObject({
    kind: 'pack',
    pack: { id: 'house', language: 'pt-BR', rules: [{ kind: 'lexicon', terms: ['propina', 'por fora'] }] },
  });
});

describe('each flaw is told with its place', () => {
  test.each([
    [
      'a key that is not known',
      packSource({ head: 'colour: red\n' }),
      '5:1 expected another key; this one is not known here',
    ],
    [
      'a key that is missing',
      packSource().replace("version: '1'\n", ''),
      '1:1 expected the key "version", which is missing here',
    ],
    ['a number for text', packSource().replace("'1'", '1'), '2:10 expected text (put numbers and yes or no in quotes)'],
    [
      'a severity that does not exist',
      packSource().replace('high', 'grave'),
      '10:15 expected one of: low, medium, high, critical',
    ],
    [
      'a kind that does not exist',
      packSource().replace('kind: lexicon', 'kind: magic'),
      '8:11 expected one of: lexicon, pattern, entity, conduct, learned',
    ],
    ['no examples', packSource().replace('match: [propina]', 'match: []'), '14:24 expected at least 1 in this list'],
    [
      'no text in one language',
      packSource().replace(', es: Prohibido', ''),
      '13:10 expected the key "es", which is missing here',
    ],
    [
      'an id with spaces',
      packSource({ id: 'my house' }),
      '1:5 expected small letters, digits and single dashes, such as personal-number',
    ],
    [
      'the same id twice',
      packSource({ rules: lexiconRule() + lexiconRule() }),
      '15:9 expected an id of its own; another rule of this file has the same',
    ],
    [
      'a term without letters',
      packSource({ rules: lexiconRule({ terms: '["!!!"]' }) }),
      '9:13 expected a word or a phrase, with at least one letter or digit',
    ],
    [
      'the same key twice',
      packSource({ head: 'active: false\n' }),
      '5:1 expected each key once; this one stands here already',
    ],
    ['an anchor', packSource().replace("'1'", "&a '1'"), '2:13 expected a plain value; anchors (&name) are not read'],
    ['an alias', packSource({ head: 'x: *a\n' }), undefined],
    [
      'a merge key',
      packSource({ head: '<<: { a: 1 }\n' }),
      '5:1 expected the values themselves; merge keys (<<) are not read',
    ],
    ['a tag', packSource().replace("'1'", "!!binary 'AAAA'"), undefined],
    ['a list for the whole', '- a\n', '1:1 expected keys and values, one a line'],
    ['nothing at all', '', '1:1 expected keys and values, one a line'],
    [
      'a broken character',
      packSource().replace('Casa', 'Ca\ufffda'),
      '5:19 expected UTF-8 text; here is a broken or a control character',
    ],
    [
      'a lone surrogate',
      packSource().replace('Casa', 'Ca\ud800a'),
      '5:19 expected UTF-8 text; here is a broken or a control character',
    ],
    ['more than 1 MB', `# ${'x'.repeat(1_000_000)}`, '1:1 expected a file of at most 1 MB; split the pack'],
    ['brackets without end', '['.repeat(100_000), '1:51 expected at most 50 levels of nesting'],
    ['a tower of dashes', '- '.repeat(100_000), undefined],
  ])('%s', (_, text, expected) => {
    const found = problems(text);
    expect(found.length).toBeGreaterThan(0);
    if (expected !== undefined) expect(found).toContain(expected);
  });

  test('YAML that is none', () => {
    expect(problems('id: "house\n')[0]).toMatch(/^2:1 expected YAML: /);
  });

  test.each([
    'segredo da casa\nsegredo: [',
    'segredo: &a *segredo',
    '%segredo x\n--- @segredo',
    'a: !segredo b',
    'a: "\\segredo"',
    '- segredo\nb',
    'a: `segredo`\n  segredo: b: c',
    'segredo: 1',
  ])('without quoting the file: %j', (text) => {
    const found = problems(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).not.toContain('segredo');
  });

  test('all problems at once, in order of place', () => {
    const found = problems(packSource().replace('high', 'grave').replace("'1'", '1'));
    expect(found.map((problem) => problem.split(' ')[0])).toEqual(['2:10', '10:15']);
  });
});

describe('a term that cannot be read is told with its place', () => {
  test.each([
    ['~', '"~" directly behind a word, once'],
    ['!~', '"~" directly behind a word, once'],
    ['pagar~~', '"~" directly behind a word, once'],
    ['pa~gar', '"~" directly behind a word, once'],
    ['... fora', 'a word before and after every "..."'],
    ['paga ...', 'a word before and after every "..."'],
    ['paga ... …6 fora', 'a word before and after every "..."'],
    ['paga ...0 fora', 'a gap of 1 to 30 words, such as ...6'],
    ['paga ...31 fora', 'a gap of 1 to 30 words, such as ...6'],
    ['paga...fora', 'spaces around "...", and at most a number directly behind it'],
    ['a b c d e f g h ... i j k l m n o p q', 'a phrase of at most 16 words'],
    ['a~ b c d e f g h i j k l m n o p q', 'a phrase of at most 16 words'],
  ])('%s', (term, expected) => {
    const flow = JSON.stringify([term]);
    expect(problems(packSource({ rules: lexiconRule({ terms: flow }) }))).toEqual([`9:13 expected ${expected}`]);
    const near = `    near: { terms: ${flow}, within: 3 }\n    except: ${flow}\n`;
    expect(problems(packSource({ rules: lexiconRule({ extra: near }) })).sort()).toEqual([
      `15:21 expected ${expected}`,
      `16:14 expected ${expected}`,
    ]);
  });

  test.each([
    ['near: { terms: [], within: 3 }', '15:20 expected at least 1 in this list'],
    ['near: { terms: [x], within: 0 }', '15:33 expected a number of at least 1'],
    ['unless: { terms: [x], within: 31 }', '15:35 expected a number of at most 30'],
    ['near: { terms: [x], within: 1.5 }', '15:33 expected a whole number'],
    ['near: { terms: [x], within: "3" }', '15:33 expected a number, without quotes'],
    ['near: { terms: [x] }', '15:11 expected the key "within", which is missing here'],
    ['hours: always', '15:12 expected one of: within, outside'],
    ['active: sometimes', '15:13 expected true or false'],
    ['audience: all', '15:15 expected one of: dpo'],
    ['inflect: 1', '15:14 expected true or false'],
  ])('%s', (line, expected) => {
    expect(problems(packSource({ rules: lexiconRule({ extra: `    ${line}\n` }) }))).toEqual([expected]);
  });

  test.each([
    ['kind: conduct\n    when: { kind: magic }', /^9:19 expected one of: no-answer, /],
    ['kind: conduct\n    when: { kind: no-answer, minutes: 0 }', /^9:39 expected a number of at least 1$/],
    ['kind: conduct\n    terms: [x]', /expected the key "when", which is missing here$/],
    ['kind: learned\n    model: ../x\n    threshold: 0.5', /^9:12 expected small letters/],
    ['kind: learned\n    model: x\n    threshold: 0', /^10:16 expected a number above 0$/],
    ['kind: learned\n    model: x\n    threshold: 2', /^10:16 expected a number of at most 1$/],
  ])('%s', (what, expected) => {
    const rule = lexiconRule().replace(/kind: lexicon\n {4}terms: .*/, what);
    expect(problems(packSource({ rules: rule })).join('\n')).toMatch(new RegExp(expected.source, 'm'));
  });
});

describe('a pack in the wrong encoding is refused at its first wrong character', () => {
  const bytes = (encoding: BufferEncoding, text = packSource()) => Buffer.from(text, encoding);
  const accented = packSource().replace('Casa', 'Cárcel');

  test.each([
    ['Latin-1', bytes('latin1', accented), '5:18'],
    ['UTF-16', bytes('utf16le'), '1:2'],
    ['UTF-16 with its mark', Buffer.concat([Buffer.of(0xff, 0xfe), bytes('utf16le')]), '1:1'],
    ['big-endian UTF-16', bytes('utf16le').swap16(), '1:1'],
  ])('%s', (_, file, place) => {
    expect(problems(file.toString())).toEqual([
      `${place} expected UTF-8 text; here is a broken or a control character`,
    ]);
  });

  test('the mark of UTF-8 is none', () => {
    expect(problems(`\ufeff${accented}`)).toEqual([]);
  });
});

describe('a pack that would grow without end is refused', () => {
  test('by anchors in anchors', () => {
    const bomb = Array.from({ length: 9 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at},`.repeat(9)}]`);
    const found = problems(packSource({ head: `l0: &l0 [lol]\n${bomb.join('\n')}\n` }));
    expect(found[0]).toBe('5:9 expected a plain value; anchors (&name) are not read');
    expect(found.length).toBeLessThanOrEqual(50);
  });

  test('by inflections of thousands of verbs', () => {
    const verbs = Array.from({ length: 20_000 }, (_, at) => `v${at.toString(36)}ar~`);
    const [found] = problems(packSource({ rules: lexiconRule({ terms: `[${verbs.join(',')}]` }) }));
    expect(found).toMatch(/^9:\d+ expected at most 500000 forms of words in one file/);
  });

  test('by thousands of patterns', () => {
    const rule = patternRule('x').replace(/patterns: .*/, `patterns: [${'"(abc|def){1,40}xyz",'.repeat(5_000)}"xyz"]`);
    expect(problems(packSource({ rules: rule }))[0]).toMatch(/^9:\d+ expected at most 300 patterns in one file/);
  });
});

describe('a pattern that cannot be run safely is refused', () => {
  test.each([
    ['\\w+\\s\\w+', 'every match must contain 3 known characters in a row'],
    ['a?b?c?', 'every match must contain'],
    ['(propina|x)', 'every match must contain'],
    ['(?=propina)', 'only (?:…) is known'],
    ['(propina)\\1', '\\1 is not known'],
    ['(propina', 'never closed'],
    ['propina)', 'closes nothing'],
    ['[propina', 'never closed'],
    ['*propina', 'repeats nothing here'],
    ['propina{1000}', 'repetition is {2}'],
    ['((propina{50}){50}){50}', 'grow too large'],
    ['propina\\*', 'taken out of messages'],
    [`${'('.repeat(30)}propina${')'.repeat(30)}`, 'nested too deep'],
    ['x'.repeat(501), 'at most 500 characters'],
  ])('%s', (pattern, expected) => {
    const [first] = problems(packSource({ rules: patternRule(pattern) }));
    expect(first).toMatch(/^9:16 /);
    expect(first).toContain(expected);
  });
});

test('no input makes reading throw', () => {
  const source = packSource();
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(source.length), fc.nat(20), (inserted, at, cut) => {
      parsePack({ path: 'x', text: source.slice(0, at) + inserted + source.slice(at + cut) });
    }),
    { seed, numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab ~.…3\u0301*'), maxLength: 30 }), (term) => {
      parsePack({ path: 'x', text: packSource({ rules: lexiconRule({ terms: JSON.stringify([term]) }) }) });
    }),
    { seed, numRuns: 1000 },
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab(|)[]^-\\?*+{}1,.$wWdDbs'), maxLength: 30 }), (pattern) => {
      parsePack({ path: 'x', text: packSource({ rules: patternRule(`abc${pattern}`) }) });
    }),
    { seed, numRuns: 1000 },
  );
});

test('a million keys in one map are refused without comparing each with each', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`).join('\n');
  expect(problems(keys.slice(0, 990_000)).length).toBeGreaterThan(0);
});
