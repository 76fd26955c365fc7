/** What a conduct rule waits for in one conversation. */
import type { RuleRef } from '../rule.ts';

export type ConductPattern =
  /** The contact's message got no answer within so many minutes of business hours. */
  | { readonly kind: 'no-answer'; readonly minutes: number }
  /** Somebody of the company wrote outside business hours, and not in answer to a contact of the last minutes. */
  | { readonly kind: 'outside-hours'; readonly answerWithin: number }
  /** A message in which one of these rules (`pack/rule`, or a whole `pack`) fired was deleted or edited within so many minutes. */
  | { readonly kind: 'deletion-after-hit'; readonly rules: readonly (RuleRef | string)[]; readonly minutes: number }
  /** At least so many different ones of these rules fired within so many minutes. */
  | {
      readonly kind: 'signs-together';
      readonly rules: readonly (RuleRef | string)[];
      readonly atLeast: number;
      readonly minutes: number;
    }
  /** One of the first rules fired, and then one of the second within so many minutes. */
  | {
      readonly kind: 'one-then-other';
      readonly first: readonly (RuleRef | string)[];
      readonly next: readonly (RuleRef | string)[];
      readonly minutes: number;
    };
