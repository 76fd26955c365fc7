/** The starter packs do what they say: they parse, their examples hold, they speak three languages and leave ordinary chat alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readModels } from '../../monitor/src/rule/read-models.ts';
import { checkExamples, compileRules, languages, type Pack, parsePack, type Rule } from '../../rules/src/index.ts';
import { ordinaryChat } from './ordinary-chat.ts';

const folder = join(import.meta.dirname, '../../rules/packs');
const fewestExamples = 3;

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .sort();

function readPack(path: string): Pack {
  const read = parsePack({ path, text: readFileSync(join(folder, path), 'utf8') });
  if (read.kind === 'problems')
    throw new Error(read.problems.map((p) => `${p.path}:${p.line}:${p.column} ${p.message}`).join('\n'));
  return read.pack;
}

const packs = new Map(files.map((path) => [path, readPack(path)]));
const { models } = await readModels();

describe.each(files)('%s', (path) => {
  const pack = packs.get(path) as Pack;

  test('lies in the folder of its language, under its own id', () => {
    expect(path).toBe(join(pack.language, `${pack.id}.yaml`));
  });

  test('every example holds', () => {
    expect(checkExamples(compileRules([pack], { inactive: true, models }), pack)).toEqual([]);
  });

  test('every rule shows at least three messages that match and three that pass', () => {
    for (const { id, examples } of pack.rules) {
      expect(examples.match.length, id).toBeGreaterThanOrEqual(fewestExamples);
      expect(examples.pass.length, id).toBeGreaterThanOrEqual(fewestExamples);
    }
  });

  test('every rule has a title in each language that no other rule has', () => {
    for (const language of languages) {
      const titles = pack.rules.map((rule) => rule.title[language]);
      expect(new Set(titles).size).toBe(titles.length);
    }
  });
});

test('a pack has the same rules, severities and titles in every language; models are trained for one', () => {
  const shape = ({ id, severity, effect, from, hours, active, audience, protocol, title, why }: Rule) => {
    return { id, severity, effect, from, hours, active, audience, protocol, title, why };
  };
  const shapes = (pack: Pack | undefined) => pack?.rules.filter((rule) => rule.kind !== 'learned').map(shape);
  const byPack = Map.groupBy(packs.values(), (pack) => pack.id);
  for (const [id, parts] of byPack) {
    const spoken = parts.map((part) => part.language).sort();
    expect(spoken, id).toEqual(spoken.includes('any') ? ['any'] : [...languages].sort());
    for (const part of parts) {
      expect(shapes(part), id).toEqual(shapes(parts[0]));
      expect(part.active, id).toBe(parts[0]?.active);
    }
  }
});

test('ordinary chat raises at most one alert in 200 messages with what is on at first start', () => {
  const ruleSet = compileRules([...packs.values()].filter((pack) => pack.active));
  const alerts = ordinaryChat.flatMap((text) =>
    ruleSet
      .evaluate({ text })
      .filter((hit) => ruleSet.describe(hit.rule)?.effect === 'alert')
      .map((hit) => `${hit.rule} in "${text}": ${text.slice(hit.start, hit.end)}`),
  );
  expect(ordinaryChat.length).toBeGreaterThanOrEqual(200);
  expect(alerts.length / ordinaryChat.length, alerts.join('\n')).toBeLessThanOrEqual(1 / 200);
});

test('identifiers tag and raise no alert', () => {
  const tags = packs.get(join('any', 'identifiers.yaml'))?.rules ?? [];
  expect(tags.map((rule) => rule.id)).toEqual(expect.arrayContaining(['cpf', 'cnpj', 'card', 'email', 'phone']));
  expect(tags.every((rule) => rule.effect === 'tag')).toBe(true);
});
