/** Texts as a training step sees them: cut into the same features that the running model weighs. */
import { foldFor } from '../src/fold.ts';
import { makeFeatures, readFeatures } from '../src/learned/features.ts';
import type { LabelledText } from './labelled-texts.ts';
import type { Example, Learned } from './logistic.ts';

/** Abuse is rarer than the rest, and missing it is worse. */
const COST_OF_MISSED = 2;

/** The examples of these texts for a table of so many places, a power of two. */
export function examplesOf(texts: readonly LabelledText[], tableSize: number): Example[] {
  const fold = foldFor(true);
  const features = makeFeatures();
  const shift = Math.clz32(tableSize) + 1;
  return texts.map(({ text, abusive }) => {
    readFeatures(features, fold, text);
    const one = 1 / Math.sqrt(Math.max(1, features.count));
    const amounts = new Map<number, number>();
    for (const hash of features.hashes.subarray(0, features.count))
      amounts.set(hash >>> shift, (amounts.get(hash >>> shift) ?? 0) + one);
    return {
      positive: abusive,
      cost: abusive ? COST_OF_MISSED : 1,
      places: Int32Array.from(amounts.keys()),
      amounts: Float32Array.from(amounts.values()),
    };
  });
}

/** What the weights add up to for an example: above 0 they take it for abuse. */
export function scoreOf({ weights, bias }: Learned, { places, amounts }: Example): number {
  return places.reduce((sum, place, at) => sum + (weights[place] as number) * (amounts[at] as number), bias);
}
