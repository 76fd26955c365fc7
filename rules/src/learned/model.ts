/** What a learned rule asks its model. */

/** A trained model, ready to judge one message at a time. */
export interface Model {
  /** Names the weights: other weights have another version, and so has every rule set that uses them. */
  readonly version: string;
  /** Steps are linear in the length of the text; never throws. */
  judge(text: string): Judgement;
}

export interface Judgement {
  /** From 0 to 1. */
  readonly probability: number;
  /** Where the words stand that weighed most: UTF-16 offsets, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}
