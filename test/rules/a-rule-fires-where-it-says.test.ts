/** Rules fire on the messages they look at, at the exact place, unless an exception covers it. */

import {
  checkExamples,
  compileRules,
  evaluate,
  type Pack,
  parsePack,
  type RuleSet,
  type Screenable,
  severityAtLeast,
  worst,
} from '@atalaia/rules';
import { describe, expect, test } from 'vitest';
import { entityRule, lexiconRule, packSource, patternRule } from './pack-source.ts';

function pack(rules: string, id = 'house'): Pack {
  const read = parsePack({ path: 'house.yaml', text: packSource({ rules, id }) });
  if (read.kind === 'problems') throw new Error(read.problems.map((problem) => problem.message).join('; '));
  return read.pack;
}

/** `rule: the words under the hit`, for every hit. */
function hits(rules: RuleSet, message: string | Screenable): string[] {
  const screenable = typeof message === 'string' ? { text: message } : message;
  return evaluate(rules, screenable).map((hit) => `${hit.rule}: ${screenable.text.slice(hit.start, hit.end)}`);
}

describe('a lexicon rule', () => {
  test('names rule, kind, severity and place', () => {
    const rules = compileRules([pack(lexiconRule())]);
    expect(rules.evaluate({ text: 'Que *PRÓPINA*!' })).toEqual([
      { rule: 'house/kickback', kind: 'lexicon', severity: 'high', start: 5, end: 12 },
    ]);
    expect(rules.describe('house/kickback')?.title.en).toBe('Spoke of a kickback');
    expect(rules.describe('house/other')).toBeUndefined();
  });

  test('says a place once, even if two terms fold to the same word', () => {
    expect(hits(compileRules([pack(lexiconRule({ terms: '[propina, Própina]' }))]), 'propina')).toEqual([
      'house/kickback: propina',
    ]);
  });

  test('keeps silent where an exception overlaps, and only there', () => {
    const rules = compileRules([
      pack(lexiconRule({ terms: '[caixa 2, propina]', extra: '    except: [2 anos, a palavra propina]\n' })),
    ]);
    expect(hits(rules, 'no caixa 2 anos, no caixa 2')).toEqual(['house/kickback: caixa 2']);
    expect(hits(rules, 'a palavra propina e a propina')).toEqual(['house/kickback: propina']);
  });

  test('finds its forms of a word, however other rules write theirs', () => {
    const rules = compileRules([
      pack(lexiconRule({ id: 'bar', terms: '["nota|notas"]' }) + lexiconRule({ id: 'forms', terms: '[nota~]' })),
    ]);
    expect(hits(rules, 'as notas')).toEqual(['house/forms: notas']);
  });

  test('looks at its direction, language and numbers only', () => {
    const rules = compileRules([pack(lexiconRule({ extra: '    from: agent\n    numbers: [n1]\n' }))]);
    const text = 'propina';
    expect(hits(rules, { text, number: 'n1' })).toHaveLength(1);
    expect(hits(rules, { text, number: 'n1', from: 'agent', language: 'pt-BR' })).toHaveLength(1);
    expect(hits(rules, { text, number: 'n1', from: 'contact' })).toEqual([]);
    expect(hits(rules, { text, number: 'n1', language: 'en' })).toEqual([]);
    expect(hits(rules, { text, number: 'n2' })).toEqual([]);
    expect(hits(rules, { text })).toEqual([]);
  });
});

describe('a pattern rule', () => {
  const found = (pattern: string, text: string) =>
    hits(compileRules([pack(patternRule(pattern))]), text).map((hit) => hit.slice('house/pattern: '.length));

  test('ignores case, accents and formatting, and gives the place in the original', () => {
    expect(found('comiss(ao|oes) por fora', 'Quero *COMISSÃO* por fora 🙂')).toEqual(['COMISSÃO* por fora']);
    expect(found('comissão', 'a comissa\u0303o!')).toEqual(['comissa\u0303o']);
    expect(found('total: r\\$ ?[0-9.]+', '🙂 Total: R$ 1.500')).toEqual(['Total: R$ 1.500']);
  });

  test.each([
    ['\\bpix\\b', 'pix pixel PIX. épix', ['pix', 'PIX']],
    ['\\bчек\\b', 'чек чека', ['чек']],
    ['pix\\b.{0,5}\\bja', 'pix pra já', ['pix pra já']],
    ['(?:chave )?pix\\s+novo', 'a chave pix  novo', ['chave pix  novo']],
    ['^oi tudo', 'oi tudo', ['oi tudo']],
    ['tchau$', 'tchau tchau', ['tchau']],
    ['\\bpix\\b$', 'o pix', ['pix']],
    ['ca[ií]xa[^a-z]{1,3}dois', 'caixa - dois', ['caixa - dois']],
    ['propina(?: dele)?', 'propina dele, propina', ['propina dele', 'propina']],
    ['pro\\w+na', 'propina', ['propina']],
    ['(?:ab|cd)xyz', 'abxyz cdxyz xyz', ['abxyz', 'cdxyz']],
  ])('%s on "%s"', (pattern, text, expected) => {
    expect(found(pattern, text)).toEqual(expected);
  });

  test('agrees with the regular expressions of the language on plain text', () => {
    for (const pattern of [
      'pag(a|o|ue)r?\\s+por\\s+fora',
      '\\bpor fora\\b',
      'f\\w{2}a\\b',
      '(por|pra)\\s(fora|dentro)',
    ]) {
      const text = 'Vou pagar por fora. Pago por  fora? por foras, pra dentro; fora';
      const expected = [...text.matchAll(new RegExp(pattern, 'gi'))].map(([match]) => match);
      const compiled = parsePack({ path: 'x', text: packSource({ rules: patternRule(pattern) }) });
      if (compiled.kind === 'pack') expect(found(pattern, text)).toEqual(expected);
      else expect(compiled.problems[0]?.message).toContain('every match must contain');
    }
  });
});

test('an entity rule covers exactly the identifier', () => {
  const rules = compileRules([pack(entityRule('cpf'))]);
  expect(rules.evaluate({ text: 'Manda seu C.P.F: 529.982.247-25' })).toEqual([
    { rule: 'house/cpf', kind: 'entity', severity: 'high', start: 17, end: 31 },
  ]);
});

describe('a rule set', () => {
  test('has one version for the same packs in any order, and another after any change', () => {
    const [a, b] = [pack(lexiconRule()), pack(lexiconRule(), 'other')];
    const { version } = compileRules([a, b]);
    expect(version).toMatch(/^[0-9a-f]{32}$/);
    expect(compileRules([b, a]).version).toBe(version);
    expect(compileRules([a]).version).not.toBe(version);
    expect(compileRules([a, b], { evasion: false }).version).not.toBe(version);
    expect(compileRules([{ ...a, version: '2' }, b]).version).not.toBe(version);
  });

  test('names every example that does not hold', () => {
    const broken: Pack = pack(lexiconRule({ terms: '[bom dia]' }));
    const failures = checkExamples(compileRules([broken]), broken);
    expect(failures).toEqual([
      { kind: 'otherwise', rule: 'house/kickback', must: 'match', index: 0, example: 'propina' },
      { kind: 'otherwise', rule: 'house/kickback', must: 'pass', index: 0, example: 'bom dia' },
    ]);
    const good = pack(lexiconRule());
    expect(checkExamples(compileRules([good]), good)).toEqual([]);
  });
});

test('severities are ranked', () => {
  expect(severityAtLeast('high', 'medium')).toBe(true);
  expect(severityAtLeast('low', 'critical')).toBe(false);
  expect(worst(['low', 'critical', 'high'])).toBe('critical');
  expect(worst([])).toBeUndefined();
});
