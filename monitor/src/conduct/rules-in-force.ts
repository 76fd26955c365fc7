/** The conduct rules of the running rules, and the rules by the ids that stand for them at rest. */
import { type Conduct, compileConduct, type RuleRef } from '@atalaia/rules';
import type { RuleId, RuleVersionId } from '@atalaia/storage';
import type { KeptRules, RunningRules } from '../rule/running.ts';

export interface ConductInForce {
  readonly kept: KeptRules;
  readonly conduct: Conduct;
  /** Undefined for a rule that runs no more. */
  refOf(id: RuleId): RuleRef | undefined;
  idOf(ref: RuleRef): RuleId;
}

/** Answers anew only once the rules have changed. */
export function conductInForce(rules: Pick<RunningRules, 'current' | 'ruleId'>): () => ConductInForce {
  let version: RuleVersionId | undefined;
  let known: ConductInForce | undefined;
  return () => {
    const kept = rules.current();
    if (known && version === kept.version) return known;
    const refs = new Map(kept.set.rules.map(({ ref }) => [rules.ruleId(ref), ref]));
    version = kept.version;
    known = { kept, conduct: compileConduct(kept.set), refOf: (id) => refs.get(id), idOf: (ref) => rules.ruleId(ref) };
    return known;
  };
}
