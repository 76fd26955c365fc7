/** The gate: may this message be kept? A pure function of legal basis, notice and the person's state. */
import type { LegalBasis, Person } from '@atalaia/storage';

declare const admitted: unique symbol;
/** Content that passed the gate; only `admit` makes one, and capturing takes nothing else. */
export type Admitted<T> = T & { readonly [admitted]: true };

/** What is known of one person that a message concerns. */
export type Standing = Pick<Person, 'state' | 'notice'>;

/**
 * How a message comes in. An import states its legal basis; a live number stands on its own, in a mode: `notice`
 * (kept once told) or `opt-in` (kept once agreed).
 */
export type Way =
  | { readonly kind: 'import'; readonly basis: LegalBasis }
  | { readonly kind: 'live'; readonly basis: LegalBasis; readonly mode: 'notice' | 'opt-in' };

export type WithheldReason =
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

/** The same content told in another form: what passed the gate once does not pass it again. */
export function retell<A extends object, B extends object>(content: Admitted<A>, tell: (content: A) => B): Admitted<B> {
  return tell(content) as Admitted<B>;
}

/** The effect on one person. A restriction stops capture on every basis until the dpo decides otherwise. */
export function judge(way: Way, person: Standing): Verdict {
  if (person.state !== 'active') return { kind: 'withhold', reason: person.state };
  switch (person.notice) {
    case 'agreed':
      return { kind: 'keep' };
    case 'refused':
      return mustRecord(way.basis) ? { kind: 'keep' } : { kind: 'withhold', reason: 'refused' };
    case 'notified':
      return optIn(way) ? { kind: 'withhold', reason: 'not-agreed' } : { kind: 'keep' };
    case 'unknown':
    case 'imported-without-notice':
      return way.kind === 'import' ? { kind: 'keep' } : { kind: 'withhold', reason: 'not-notified' };
    default:
      return unknownNotice(person.notice);
  }
}

/** Where the law obliges or entitles the company to record, a refusal does not stop it (LGPD art. 7 II, VI). A contract does not. */
function mustRecord(basis: LegalBasis): boolean {
  return basis === 'legal-obligation' || basis === 'exercise-of-rights';
}

/** Where consent is the basis, a number that asks first keeps nothing without an answer. */
function optIn(way: Way): boolean {
  return way.kind === 'live' && way.mode === 'opt-in' && way.basis === 'consent';
}

function unknownNotice(notice: never): never {
  throw new TypeError(`No rule for the notice state ${String(notice)}`);
}
