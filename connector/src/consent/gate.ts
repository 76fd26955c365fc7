/** The gate: may this message be kept? A pure function of legal basis, notice and the person's state. */
import type { LegalBasis, Person } from '@atalaia/storage';
import type { InboxRow } from '../journal/rows.ts';
import { type ConsentStep, effectOf, type Mode } from './effects.ts';

declare const admitted: unique symbol;
/** Content that passed the gate; only this file makes one, and capturing takes nothing else. */
export type Admitted<T> = T & { readonly [admitted]: true };

/** What is known of one person that a message concerns. */
export type Standing = Pick<Person, 'state' | 'notice' | 'erasedBefore'>;

/**
 * How a message comes in. An import states its legal basis; a live number stands on its own, in a mode: `notice`
 * (kept once told) or `opt-in` (kept once agreed), and keeps nothing before it is armed.
 */
export type Way =
  | { readonly kind: 'import'; readonly basis: LegalBasis }
  | { readonly kind: 'live'; readonly basis: LegalBasis; readonly mode: Mode; readonly armed: boolean };

export type WithheldReason =
  | 'not-armed'
  | 'not-notified'
  | 'not-agreed'
  | 'refused'
  | 'excluded'
  | 'restricted'
  | 'suppressed'
  | 'locked';

export type Verdict = { readonly kind: 'keep' } | { readonly kind: 'withhold'; readonly reason: WithheldReason };

/** Lets `content` through only if every person it concerns may be kept: the strictest standing decides. */
export function admit<T extends object>(
  content: T,
  way: Way,
  persons: readonly Standing[],
):
  | { readonly kind: 'admitted'; readonly content: Admitted<T> }
  | { readonly kind: 'withheld'; readonly reason: WithheldReason } {
  for (const person of persons) {
    const verdict = judge(way, person);
    if (verdict.kind === 'withhold') return { kind: 'withheld', reason: verdict.reason };
  }
  return { kind: 'admitted', content: content as Admitted<T> };
}

/**
 * `content` was made of this row of the inbox, which is there only because the gate let it through in the commit that
 * wrote it; the drain comes later, and does not judge again.
 */
export function readmit<T extends object>(_row: Extract<InboxRow, { kind: 'message' }>, content: T): Admitted<T> {
  return content as Admitted<T>;
}

/** The same content told in another form: what passed the gate once does not pass it again. */
export function retell<A extends object, B extends object>(content: Admitted<A>, tell: (content: A) => B): Admitted<B> {
  return tell(content) as Admitted<B>;
}

/** The effect on one person, by the table of effects. A restriction stops capture on every basis until the dpo decides otherwise. */
export function judge(way: Way, person: Standing): Verdict {
  if (person.state !== 'active') return { kind: 'withhold', reason: person.state };
  // Erased once, and not told since: an old chat brings nothing of them back.
  if (way.kind === 'import' && person.erasedBefore) return { kind: 'withhold', reason: 'suppressed' };
  if (way.kind === 'live' && !way.armed) return { kind: 'withhold', reason: 'not-armed' };
  switch (person.notice) {
    case 'agreed':
      return follow(way, 'agreed', 'not-agreed');
    case 'refused':
      return follow(way, 'refused', 'refused');
    case 'notified':
      return follow(way, 'notified', 'not-agreed');
    case 'unknown':
    case 'imported-without-notice':
      return way.kind === 'import' ? { kind: 'keep' } : follow(way, 'not-notified', 'not-notified');
    default:
      return unknownNotice(person.notice);
  }
}

function follow(way: Way, step: ConsentStep, reason: WithheldReason): Verdict {
  const mode = way.kind === 'live' ? way.mode : 'notice';
  return effectOf(way.basis, mode, step).capture === 'on' ? { kind: 'keep' } : { kind: 'withhold', reason };
}

function unknownNotice(notice: never): never {
  throw new TypeError(`No rule for the notice state ${String(notice)}`);
}
