/** What conduct rules remember of one conversation, and what they are told: ids, times and names of rules, never a word. */
import type { Direction, RuleRef } from '../rule.ts';

/** Plain JSON, bounded: at most 64 signs. */
export interface ConductState {
  /** The contact's earliest message that nobody has answered, and the rules that were told of it. */
  readonly waiting?: {
    readonly message: string;
    readonly at: number;
    readonly told: readonly RuleRef[];
    /** The last of those that came since and ask too: it waits if the earliest is deleted. */
    readonly latest?: { readonly message: string; readonly at: number };
  };
  /** When somebody of the company last wrote or reacted; kept while a rule about answers is there. */
  readonly answeredAt?: number;
  /** The contact's latest message, kept where an answer to it may be given outside business hours. */
  readonly contactAt?: number;
  /** When a rule about hours last fired: it fires once in a time without business hours. */
  readonly outsideAt?: number;
  /** Messages in which rules fired that some conduct rule looks for, in the order in which they came. */
  readonly signs: readonly Sign[];
}

export interface Sign {
  readonly message: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly rules: readonly RuleRef[];
  /** It was deleted, or edited away: told once. */
  readonly gone?: boolean;
}

export const nothingYet: ConductState = { signs: [] };

/** What happens in a conversation, in the order in which it was captured. `at`: UTC milliseconds. */
export type ConductEvent =
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly at: number;
      /** Absent where it is not known who wrote. */
      readonly from?: Direction;
      /** Whether a contact's message waits for an answer; in a group it does not. See `asksForAnswer`. */
      readonly asks: boolean;
      /** Single-message rules that fired in it, tagging ones too. */
      readonly rules: readonly RuleRef[];
    }
  /** `id`: the message that changed; `rules`: those that fire in its new words. */
  | {
      readonly kind: 'edit';
      readonly id: string;
      readonly at: number;
      readonly from?: Direction;
      readonly rules: readonly RuleRef[];
    }
  /** `id`: the message that was deleted for everyone. */
  | { readonly kind: 'delete'; readonly id: string; readonly at: number; readonly from?: Direction }
  /** An answer without words, such as a reaction. */
  | { readonly kind: 'reaction'; readonly at: number; readonly from?: Direction }
  /** Time has passed. */
  | { readonly kind: 'tick'; readonly at: number };
