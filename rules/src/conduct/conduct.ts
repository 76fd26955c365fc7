/** The conduct rules of a rule set, ready to follow conversations. */
import type { PlacedRule } from '../compile.ts';
import type { ConductRule, RuleRef } from '../rule.ts';
import type { ConductPattern } from './pattern.ts';

export interface PlacedConduct {
  readonly ref: RuleRef;
  readonly rule: ConductRule;
}

export interface Conduct {
  /** Each once, though a pack has a file for each language. */
  readonly rules: readonly PlacedConduct[];
  /** Whether some conduct rule looks for this rule. */
  watches(rule: RuleRef): boolean;
  /** How far back signs count, in milliseconds. */
  readonly reachMs: number;
}

const minuteMs = 60_000;

export function compileConduct(set: { readonly rules: readonly PlacedRule[] }): Conduct {
  const byRef = new Map<RuleRef, PlacedConduct>();
  for (const { ref, rule } of set.rules) {
    if (rule.kind === 'conduct' && !byRef.has(ref)) byRef.set(ref, { ref, rule });
  }
  const rules = [...byRef.values()];
  const watched = new Set(rules.flatMap(({ rule }) => rulesOf(rule.when)));
  return {
    rules,
    watches: (ref) => isAmong(ref, watched),
    reachMs: Math.max(0, ...rules.map(({ rule }) => reachOf(rule.when))) * minuteMs,
  };
}

/** Whether the list names the rule, or its whole pack. */
export function isAmong(ref: RuleRef, named: ReadonlySet<string> | readonly string[]): boolean {
  const has = (name: string) =>
    Array.isArray(named) ? named.includes(name) : (named as ReadonlySet<string>).has(name);
  return has(ref) || has(ref.slice(0, ref.indexOf('/')));
}

function rulesOf(when: ConductPattern): readonly string[] {
  switch (when.kind) {
    case 'no-answer':
    case 'outside-hours':
      return [];
    case 'deletion-after-hit':
    case 'signs-together':
      return when.rules;
    case 'one-then-other':
      return [...when.first, ...when.next];
    default:
      throw new TypeError(`No rules of ${String(when satisfies never)}`);
  }
}

function reachOf(when: ConductPattern): number {
  return when.kind === 'no-answer' || when.kind === 'outside-hours' ? 0 : when.minutes;
}
