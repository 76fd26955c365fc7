/** No message makes more hits than people or the archive can bear, and none buries one hit under others. */
import { expect, test } from 'vitest';
import { compileRules, type Pack, parsePack } from '../../rules/src/index.ts';
import { lexiconRule, packSource } from './pack-source.ts';

test('of one rule the earliest hundred hits are kept', () => {
  const rules = compileRules([pack(lexiconRule({ terms: '[fdp]' }))]);
  const hits = rules.evaluate({ text: 'fdp '.repeat(16_384) });
  expect(hits.map(({ start }) => start)).toEqual(Array.from({ length: 100 }, (_, at) => at * 4));
});

test('hits that an exception drops do not count', () => {
  const rules = compileRules([pack(lexiconRule({ terms: '[fdp]', extra: '    except: [fdp fdp]\n' }))]);
  expect(rules.evaluate({ text: `${'fdp fdp. '.repeat(200)}um fdp` })).toMatchObject([{ start: 1803, end: 1806 }]);
});

test('of many rules each keeps its first, and the message a thousand', () => {
  const loud = Array.from({ length: 30 }, (_, index) => lexiconRule({ id: `loud-${index}`, terms: '[x, y]' }));
  const rules = compileRules([pack(loud.join('')), pack(lexiconRule({ terms: '[propina]' }), 'quiet')]);
  const hits = rules.evaluate({ text: `${'x y '.repeat(5_000)}propina` });
  expect(hits.length).toBeLessThanOrEqual(1000);
  expect(hits.length).toBeGreaterThan(900);
  expect(hits.at(-1)).toMatchObject({ rule: 'quiet/kickback', start: 20_000 });
  expect(new Set(hits.map(({ rule }) => rule)).size).toBe(31);
});

test('thousands of rules that find the same word thousands of times take little room', () => {
  const [one] = pack(lexiconRule({ terms: '[x]', extra: '    except: [y]\n' })).rules;
  if (one === undefined) throw new Error('The pack has a rule.');
  const many = Array.from({ length: 3000 }, (_, index) => ({ ...one, id: `r${index}` }));
  const rules = compileRules([{ ...pack(lexiconRule()), rules: many }]);
  const before = process.memoryUsage().heapUsed;
  const hits = rules.evaluate({ text: `y ${'x '.repeat(30_000)}` });
  expect(hits).toHaveLength(3000);
  // 90 million hits would be gigabytes.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(1_000_000_000);
});

function pack(rules: string, id = 'house'): Pack {
  const read = parsePack({ path: id, text: packSource({ rules, id }) });
  if (read.kind === 'problems') throw new Error(read.problems[0]?.message);
  return read.pack;
}
