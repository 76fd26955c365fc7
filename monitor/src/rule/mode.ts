/** Which rules run, which are on trial and which are off: what files say, what the company chose instead. */
import type { Pack, Rule, RuleRef } from '@atalaia/rules';
import type { ModeView } from '../api/rule-views.ts';
import type { RuleChoices } from './choices.ts';

/** Rules that run, and which of them are on trial: what is kept as a version. */
export interface ChosenRules {
  readonly packs: readonly Pack[];
  readonly shadow: readonly RuleRef[];
}

/** Modes of rules that carry their own: those that the company wrote. */
export type OwnModes = ReadonlyMap<RuleRef, ModeView>;

export interface RuleMode {
  readonly mode: ModeView;
  /** It is another than the file asks for. */
  readonly changed: boolean;
}

/** A choice for the rule goes before one for its pack; a pack that is chosen runs the rules that are not off by themselves. */
export function modeOf(
  pack: Pick<Pack, 'id' | 'active'>,
  rule: Rule,
  { modes }: Pick<RuleChoices, 'modes'>,
  own: OwnModes,
): RuleMode {
  const ref: RuleRef = `${pack.id}/${rule.id}`;
  const written = own.get(ref);
  if (written !== undefined) return { mode: written, changed: false };
  const asked: ModeView = pack.active && rule.active !== false ? 'on' : 'off';
  const ofPack = modeChosen(modes, pack.id);
  const mode = modeChosen(modes, ref) ?? (ofPack === undefined ? asked : rule.active === false ? 'off' : ofPack);
  return { mode, changed: mode !== asked };
}

/** What was chosen for a pack or rule; a pack may be called `constructor`. */
export function modeChosen(modes: RuleChoices['modes'], name: string): ModeView | undefined {
  return Object.hasOwn(modes, name) ? modes[name] : undefined;
}

/** The rules of these packs that run, with the exceptions that the company added. Files of which none runs are left out. */
export function chosenRules(
  packs: readonly Pack[],
  choices: Pick<RuleChoices, 'modes' | 'exceptions'>,
  own: OwnModes,
): ChosenRules {
  const shadow = new Set<RuleRef>();
  const running: Pack[] = [];
  for (const pack of packs) {
    const rules: Rule[] = [];
    for (const rule of pack.rules) {
      const ref: RuleRef = `${pack.id}/${rule.id}`;
      const { mode } = modeOf(pack, rule, choices, own);
      if (mode === 'off') continue;
      if (mode === 'shadow') shadow.add(ref);
      rules.push(withExceptions(rule, choices.exceptions[ref] ?? []));
    }
    if (rules.length > 0) running.push({ ...pack, active: true, rules });
  }
  return { packs: running, shadow: [...shadow].sort() };
}

/** It runs, whatever its file says of first start. */
function withExceptions(rule: Rule, added: readonly string[]): Rule {
  const { active: _, ...running } = rule;
  return added.length === 0 ? running : { ...running, except: [...(running.except ?? []), ...added] };
}
