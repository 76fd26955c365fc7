/** What a rule pack may say. */
import { z } from 'zod';
import { entityNames } from './entity/detector.ts';
import { directions, languages, severities } from './rule.ts';

const name = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
    error: 'expected small letters, digits and single dashes, such as personal-number',
  });
const line = z.string().trim().min(1).max(500);
const example = z.string().min(1).max(4000);
const term = z.string().trim().min(1).max(200);

const translated = z.strictObject({ 'pt-BR': line, en: line, es: line });

const everyRule = {
  id: name,
  severity: z.enum(severities),
  effect: z.enum(['alert', 'tag']),
  from: z.enum(directions).exactOptional(),
  numbers: z.array(line).min(1).exactOptional(),
  title: translated,
  why: translated,
  source: line.exactOptional(),
  except: z.array(term).min(1).exactOptional(),
  examples: z.strictObject({ match: z.array(example).min(1), pass: z.array(example).min(1) }),
};

const rule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lexicon'), terms: z.array(term).min(1), ...everyRule }),
  z.strictObject({ kind: z.literal('pattern'), patterns: z.array(z.string().min(1)).min(1), ...everyRule }),
  z.strictObject({ kind: z.literal('entity'), entity: z.enum(entityNames), ...everyRule }),
]);

export const packSchema = z.strictObject({
  id: name,
  version: line,
  language: z.enum([...languages, 'any']),
  title: translated,
  active: z.boolean(),
  rules: z.array(rule).min(1),
});
