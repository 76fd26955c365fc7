/** A model that adds up one small number for each word, pair of words and run of letters of a message: fast, and it can say why. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { foldFor } from '../fold.ts';
import { type Features, makeFeatures, readFeatures } from './features.ts';
import type { Judgement, Model } from './model.ts';

/** Weights as they come from training. */
export interface LinearWeights {
  /** One for each place of a table whose size is a power of two; a feature's place is the upper bits of its hash. */
  readonly table: Int8Array;
  /** What a weight of 1 adds before the sum is divided by the square root of the number of features. */
  readonly scale: number;
  readonly bias: number;
}

const fileSchema = z.strictObject({
  format: z.literal('linear-1', { error: 'expected format linear-1' }),
  language: z.string(),
  /** How it was trained and what it reached, for people. */
  about: z.record(z.string(), z.unknown()),
  scale: z.number().positive(),
  bias: z.number(),
  weights: z.base64(),
});

export type ModelRead =
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'problem'; readonly message: string };

/** Reads a file of `rules/models`. Never throws: what is wrong is said in one sentence. */
export function readModel(text: string): ModelRead {
  const parsed = fileSchema.safeParse(jsonOf(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return problem(
      `expected a model file; ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not readable'}`,
    );
  }
  const { scale, bias, weights } = parsed.data;
  const bytes = Buffer.from(weights, 'base64');
  const table = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  if (table.length < 1024 || table.length > 1 << 22 || (table.length & (table.length - 1)) !== 0)
    return problem(`expected a power of two between 1024 and 4194304 weights; here are ${table.length}`);
  return { kind: 'model', model: linearModel({ table, scale, bias }) };
}

function problem(message: string): ModelRead {
  return { kind: 'problem', message };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The model of these weights. It keeps room for one message, so it judges one at a time. */
export function linearModel(weights: LinearWeights): Model {
  const fold = foldFor(true);
  const features = makeFeatures();
  const sums = { ofWords: new Float64Array(64) };
  return {
    version: versionOf(weights),
    judge: (text) => {
      readFeatures(features, fold, text);
      return judge(weights, features, sums);
    },
  };
}

function versionOf({ table, scale, bias }: LinearWeights): string {
  return createHash('sha256').update(table).update(`${scale} ${bias}`).digest('hex').slice(0, 32);
}

function judge({ table, scale, bias }: LinearWeights, features: Features, sums: { ofWords: Float64Array }): Judgement {
  const { words, count, hashes, owners } = features;
  if (sums.ofWords.length < words) sums.ofWords = new Float64Array(words * 2);
  const { ofWords } = sums;
  ofWords.fill(0, 0, words);
  const shift = Math.clz32(table.length) + 1;
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const weight = table[(hashes[at] as number) >>> shift] as number;
    sum += weight;
    ofWords[owners[at] as number] = (ofWords[owners[at] as number] as number) + weight;
  }
  const total = bias + (count === 0 ? 0 : (sum * scale) / Math.sqrt(count));
  return { probability: 1 / (1 + Math.exp(-total)), ...heaviest(features, ofWords) };
}

/** Words that weigh at least this share of the heaviest belong to the explanation, if they stand this near to it. */
const SHARE = 0.5;
const NEAR = 6;

/** From the first to the last of the words that weighed most. */
function heaviest({ words, starts, ends }: Features, ofWords: Float64Array): Pick<Judgement, 'start' | 'end'> {
  if (words === 0) return { start: 0, end: 0 };
  let top = 0;
  for (let word = 1; word < words; word++) if ((ofWords[word] as number) > (ofWords[top] as number)) top = word;
  let first = top;
  let last = top;
  for (let word = Math.max(0, top - NEAR); word <= Math.min(words - 1, top + NEAR); word++) {
    if ((ofWords[word] as number) < (ofWords[top] as number) * SHARE) continue;
    first = Math.min(first, word);
    last = Math.max(last, word);
  }
  return { start: starts[first] as number, end: ends[last] as number };
}
