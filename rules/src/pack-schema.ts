/** What a rule pack may say. */
import { z } from 'zod';
import { conductPattern } from './conduct/pattern-schema.ts';
import { entityNames } from './entity/detector.ts';
import { directions, hours, languages, severities } from './rule.ts';

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
const passage = z.string().trim().min(1).max(2000);
const nearby = z.strictObject({ terms: z.array(term).min(1), within: z.int().min(1).max(30) });

const everyRule = {
  id: name,
  severity: z.enum(severities),
  effect: z.enum(['alert', 'tag']),
  from: z.enum(directions).exactOptional(),
  numbers: z.array(line).min(1).exactOptional(),
  hours: z.enum(hours).exactOptional(),
  active: z.boolean().exactOptional(),
  audience: z.literal('dpo').exactOptional(),
  protocol: z.strictObject({ 'pt-BR': passage, en: passage, es: passage }).exactOptional(),
  title: translated,
  why: translated,
  source: line.exactOptional(),
  except: z.array(term).min(1).exactOptional(),
  examples: z.strictObject({ match: z.array(example).min(1), pass: z.array(example).min(1) }),
};

const rule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('lexicon'),
    terms: z.array(term).min(1),
    inflect: z.boolean().exactOptional(),
    near: nearby.exactOptional(),
    unless: nearby.exactOptional(),
    ...everyRule,
  }),
  z.strictObject({ kind: z.literal('pattern'), patterns: z.array(z.string().min(1)).min(1), ...everyRule }),
  z.strictObject({ kind: z.literal('entity'), entity: z.enum(entityNames), ...everyRule }),
  z.strictObject({ kind: z.literal('conduct'), when: conductPattern, ...everyRule }),
  z.strictObject({
    kind: z.literal('learned'),
    model: name,
    threshold: z.number().gt(0).max(1),
    ...everyRule,
  }),
]);

export const packSchema = z.strictObject({
  id: name,
  version: line,
  language: z.enum([...languages, 'any']),
  title: translated,
  active: z.boolean(),
  rules: z.array(rule).min(1),
});
