/** What differs between two rule sets, rule by rule. */
import type { Rule, RuleRef } from '@atalaia/rules';
import { stringify } from 'yaml';
import type { RuleChangeView } from '../api/rule-views.ts';
import type { ChosenRules } from './mode.ts';

type Language = RuleChangeView['language'];

interface Placed {
  readonly ref: RuleRef;
  readonly language: Language;
  readonly mode: 'on' | 'shadow';
  readonly rule: Rule;
}

export interface RuleChange {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: Placed | undefined;
  readonly after: Placed | undefined;
}

/** In the order of the rules' names; a rule that says the same in the same mode is no change. */
export function changesBetween(before: ChosenRules, after: ChosenRules): readonly RuleChange[] {
  const [old, fresh] = [placed(before), placed(after)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return names.flatMap((name): RuleChange[] => {
    const [one, other] = [old.get(name), fresh.get(name)];
    if (one === undefined) return [{ kind: 'added', before: one, after: other }];
    if (other === undefined) return [{ kind: 'removed', before: one, after: other }];
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [{ kind: 'changed', before: one, after: other }];
  });
}

/** How many of each kind; what a list of versions tells. */
export function countChanges(before: ChosenRules, after: ChosenRules) {
  const kinds = Map.groupBy(changesBetween(before, after), ({ kind }) => kind);
  const count = (kind: RuleChange['kind']) => kinds.get(kind)?.length ?? 0;
  const rules = new Set(
    placed(after)
      .values()
      .map(({ ref }) => ref),
  ).size;
  return { rules, added: count('added'), removed: count('removed'), changed: count('changed') };
}

/** A change as it is read: the rule as YAML on either side, with the mode it ran in. */
export function changeView({ kind, before, after }: RuleChange): RuleChangeView {
  const { ref, language } = (before ?? after) as Placed;
  return { rule: ref, language, kind, before: asYaml(before), after: asYaml(after) };
}

function asYaml(one: Placed | undefined): string | null {
  if (one === undefined) return null;
  return stringify({ mode: one.mode, ...one.rule }, { lineWidth: 120, aliasDuplicateObjects: false });
}

/** A rule stands once in each language. */
function placed({ packs, shadow }: ChosenRules): ReadonlyMap<string, Placed> {
  const onTrial = new Set(shadow);
  const rules = packs.flatMap(({ id, language, rules }) =>
    rules.map((rule): Placed => {
      const ref: RuleRef = `${id}/${rule.id}`;
      return { ref, language, mode: onTrial.has(ref) ? 'shadow' : 'on', rule };
    }),
  );
  return new Map(rules.map((one) => [`${one.ref} ${one.language}`, one]));
}
