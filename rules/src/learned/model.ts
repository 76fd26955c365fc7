/** What a learned rule asks its model. */
import type { Words } from '../words.ts';

/** A trained model, ready to judge one message at a time. */
export interface Model {
  /** Names the weights: other weights have another version, and so has every rule set that uses them. */
  readonly version: string;
  /** Judges a text whose words were read into `words`. Steps are linear in its length; never throws. */
  judge(text: string, words: Words): Judgement;
}

export interface Judgement {
  /** From 0 to 1. */
  readonly probability: number;
  /** Where the words stand that weighed most: UTF-16 offsets, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}
