/** The screens say the same things in all languages: the same keys, the same placeholders, a description for the translator. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = resolve(import.meta.dirname, '../dashboard/src/i18n');
const languages = ['pt-BR', 'en', 'es'];
const features = readdirSync(join(folder, 'pt-BR')).filter((name) => name.endsWith('.json'));

type Texts = { readonly [key: string]: string | Texts };

function read(language: string, feature: string): ReadonlyMap<string, string> {
  const path = join(folder, language, feature);
  expect(existsSync(path), path).toBe(true);
  return new Map(flatten(JSON.parse(readFileSync(path, 'utf8')) as Texts));
}

function flatten(texts: Texts, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
  );
}

/** Plural forms differ by language: `_many` exists in Portuguese and Spanish only. */
function withoutPlurals(keys: Iterable<string>): readonly string[] {
  return [...new Set([...keys].map((key) => key.replace(/_(zero|one|two|few|many|other)$/, '')))].sort();
}

function placeholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([^},\s]+)/g)].map((match) => match[1] ?? ''))].sort();
}

describe.each(features)('%s', (feature) => {
  const texts = new Map(languages.map((language) => [language, read(language, feature)]));
  const reference = texts.get('pt-BR') ?? new Map<string, string>();

  it('has texts', () => {
    expect(reference.size).toBeGreaterThan(0);
  });

  it.each(languages)('has the same keys in %s', (language) => {
    expect(withoutPlurals((texts.get(language) ?? new Map<string, string>()).keys())).toEqual(
      withoutPlurals(reference.keys()),
    );
  });

  it.each(languages)('has the same placeholders and no empty text in %s', (language) => {
    for (const [key, text] of texts.get(language) ?? []) {
      expect(text.trim(), key).not.toBe('');
      const original = reference.get(key);
      if (original !== undefined && !/_(zero|one)$/.test(key))
        expect(placeholders(text), key).toEqual(placeholders(original));
    }
  });

  it('describes every key to the translator', () => {
    const described = read('descriptions', feature);
    expect(withoutPlurals(described.keys())).toEqual(withoutPlurals(reference.keys()));
  });
});

it('the screens have more than one feature', () => {
  expect(features.length).toBeGreaterThan(3);
});
