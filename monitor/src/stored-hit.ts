/** What a rule found, as it is kept: whether it calls for an alert, and who may see it. */
import type { Hit } from '@atalaia/rules';
import type { HitId, Message, RuleId, StoredHit } from '@atalaia/storage';
import type { KeptRules } from './rule/running.ts';

/** A hit of which it is not known yet to which alert it belongs. */
export type NewHit = Omit<StoredHit, 'alert'>;

/** Rules on trial raise nothing, whatever their effect. */
export function raises({ set, shadow }: KeptRules, { rule }: Pick<Hit, 'rule'>): boolean {
  return set.describe(rule)?.effect === 'alert' && !shadow.has(rule);
}

/** `rule` is the id that stands for the rule at rest; `at`: UTC milliseconds, when the message was written or it fell due. */
export function storedHit(
  { set, version, shadow }: KeptRules,
  message: Pick<Message, 'id' | 'conversation' | 'number'>,
  found: Hit & { readonly at: number },
  { id, rule }: { readonly id: HitId; readonly rule: RuleId },
): NewHit {
  return {
    id,
    message: message.id,
    conversation: message.conversation,
    number: message.number,
    rule,
    version,
    kind: found.kind,
    severity: found.severity,
    start: found.start,
    end: found.end,
    at: found.at,
    ...(shadow.has(found.rule) && { shadow: true }),
    ...(set.describe(found.rule)?.audience === 'dpo' && { audience: 'dpo' }),
  };
}
