/** A message that does not say its language is screened for the languages it may be in. */
import { expect, test } from 'vitest';
import { ownPacksFolder, readPacks } from '../../monitor/src/rule/read-packs.ts';
import { compileRules, type Language, parsePack } from '../../rules/src/index.ts';
import { guessLanguages } from '../../rules/src/language/guess.ts';
import { ordinaryChat } from './ordinary-chat.ts';
import { packSource } from './pack-source.ts';
import { readDevelopmentSets } from './report/development-sets.ts';

const { files, models } = await readPacks(ownPacksFolder);
const packs = files.map(({ pack }) => pack);
const everyRule = compileRules(packs, { inactive: true, models });
const foreignRules = compileRules(
  packs.filter(({ language }) => language === 'en' || language === 'es'),
  { inactive: true, models },
);
/** One Portuguese rule for `propina`, which is a tip to a Spaniard. */
const parsed = parsePack({ path: 'house', text: packSource() });
const house = compileRules(parsed.kind === 'pack' ? [parsed.pack] : []);

test.each([
  'aguardo retorno do seguro',
  'Fico no aguardo do retorno da empresa',
  'o fornecedor deu retorno sobre a compra',
  'o pdf veio corrompido',
  'a impressora hp chegou',
  'já solicitei a transferencia com urgencia',
])('no rule for Spanish or English fires on "%s"', (text) => {
  expect(foreignRules.evaluate({ text })).toEqual([]);
});

test('none fires on ordinary chat in Portuguese', () => {
  const portuguese = ordinaryChat.filter((text) => [...guessLanguages(text)].join() === 'pt-BR');
  expect(portuguese.length).toBeGreaterThan(100);
  expect(portuguese.flatMap((text) => foreignRules.evaluate({ text }))).toEqual([]);
});

test('a rule of another language keeps silent, unless the message is said to be in it', () => {
  const text = 'usted pide una propina para el mozo, muy bien';
  expect(house.evaluate({ text })).toEqual([]);
  expect(house.evaluate({ text, language: 'pt-BR' })).toHaveLength(1);
  expect(house.evaluate({ text: 'propina' })).toHaveLength(1);
});

test.each([
  ['in two languages', 'cara vc sabe, this is a bribe and you know it', 'bribery'],
  ['without any small word', 'kickback', 'bribery'],
  ['in Portuguese with a place in Spain', 'vc pega a propina em El Ejido hoje', 'bribery'],
  ['in English with a name', 'pay him a bribe in São Paulo', 'bribery'],
])('a message %s is still heard', (_, text, pack) => {
  expect(everyRule.evaluate({ text }).map(({ rule }) => rule.split('/')[0])).toContain(pack);
});

test('the language of a line is hardly ever ruled out', () => {
  const lines = readDevelopmentSets().flatMap(({ language, lines }) =>
    lines.map(({ text }) => ({ text, isOut: !guessLanguages(text).has(language as Language) })),
  );
  const lost = lines.filter(({ isOut }) => isOut).map(({ text }) => text);
  expect(lost.length / lines.length, lost.join('\n')).toBeLessThan(1 / 500);
});
