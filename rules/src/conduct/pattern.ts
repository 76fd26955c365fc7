/** What a conduct rule waits for in one conversation. Lists of rules name a rule (`pack/rule`) or all of a pack (`pack`). */

export type ConductPattern =
  /** The contact's message got no answer within so many minutes of business hours. */
  | { readonly kind: 'no-answer'; readonly minutes: number }
  /** Somebody of the company wrote outside business hours, and not in answer to a contact of the last minutes. */
  | { readonly kind: 'outside-hours'; readonly answerWithin: number }
  /** A message in which one of these rules fired was deleted within so many minutes, or edited so that none fires any more. */
  | { readonly kind: 'deletion-after-hit'; readonly rules: readonly string[]; readonly minutes: number }
  /** At least so many different ones of these rules fired within so many minutes. */
  | {
      readonly kind: 'signs-together';
      readonly rules: readonly string[];
      readonly atLeast: number;
      readonly minutes: number;
    }
  /** One of the first rules fired, and in a later message one of the second, within so many minutes. */
  | {
      readonly kind: 'one-then-other';
      readonly first: readonly string[];
      readonly next: readonly string[];
      readonly minutes: number;
    };
