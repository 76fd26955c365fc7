/** Packs as the list of rules shows them: every rule that there is, with the mode it is in. */
import type { Pack, RuleRef } from '@atalaia/rules';
import type { RuleVersionId } from '@atalaia/storage';
import type { PackView, RuleRow } from '../api/rule-views.ts';
import type { Gathered } from './gather.ts';
import { type ChosenRules, modeChosen, modeOf, type RuleMode } from './mode.ts';
import { ruleView } from './rule-view.ts';

/** While a version is held, its own packs are shown first, each with what its file has besides. */
export function packViews(gathered: Gathered, running: ChosenRules, version: RuleVersionId): readonly PackView[] {
  const { all, choices, ownModes } = gathered;
  if (choices.pinned === null) {
    return all.map((pack) => packView(gathered, pack, version, (rule) => modeOf(pack, rule, choices, ownModes)));
  }
  const shadow = new Set(running.shadow);
  return withHeld(all, running.packs).map((pack) => {
    const held = running.packs.find((one) => one.id === pack.id && one.language === pack.language);
    return packView(gathered, pack, version, (rule) => {
      const asked = modeOf(pack, rule, choices, ownModes).mode;
      const runs = held?.rules.some(({ id }) => id === rule.id) ?? false;
      const mode = !runs ? 'off' : shadow.has(`${pack.id}/${rule.id}`) ? 'shadow' : 'on';
      return { mode, changed: mode !== asked };
    });
  });
}

function packView(
  { choices }: Gathered,
  pack: Pack,
  version: RuleVersionId,
  modeIn: (rule: Pack['rules'][number]) => RuleMode,
): PackView {
  const { id, language, title, active, rules } = pack;
  const rows = rules.map((rule): RuleRow => {
    const ref: RuleRef = `${id}/${rule.id}`;
    const exceptions = [...(choices.exceptions[ref] ?? [])];
    return { ...ruleView(pack, rule, version), ...modeIn(rule), exceptions };
  });
  return { id, language, title, active, mode: modeChosen(choices.modes, id) ?? null, rules: rows };
}

/** Every file with the rules that the held version has in its place, and what only the held version has. */
function withHeld(all: readonly Pack[], held: readonly Pack[]): readonly Pack[] {
  const same = (one: Pack, other: Pack) => one.id === other.id && one.language === other.language;
  const joined = all.map((pack) => {
    const kept = held.find((one) => same(one, pack));
    if (!kept) return pack;
    const others = pack.rules.filter(({ id }) => !kept.rules.some((rule) => rule.id === id));
    return { ...pack, rules: [...kept.rules, ...others] };
  });
  return [...joined, ...held.filter((one) => !all.some((pack) => same(one, pack)))];
}
