/** The id that stands for a rule at rest: keyed, because the names of company terms are not for a reader of the disk. */
import type { RuleRef } from '@atalaia/rules';
import type { BlindIndexer, RuleId } from '@atalaia/storage';

export function ruleIdOf(blind: BlindIndexer, ref: RuleRef): RuleId {
  return blind.of('rule', 'ref', ref) as string as RuleId;
}
