/** How a rule is spoken of on screens: its sentence, its reason, and the version that ran. */
import type { Pack, Rule } from '@atalaia/rules';
import type { RuleVersionId } from '@atalaia/storage';
import type { RuleView } from '../api/rule-views.ts';

/** Id of the pack that holds the company's own terms. */
export const companyPack = 'company';

export function ruleView(pack: Pack, rule: Rule, version: RuleVersionId): RuleView {
  return {
    ref: `${pack.id}/${rule.id}`,
    title: rule.title,
    why: rule.why,
    source: rule.source ?? null,
    kind: rule.kind,
    severity: rule.severity,
    effect: rule.effect,
    from: rule.from ?? null,
    audience: rule.audience ?? null,
    protocol: rule.protocol ?? null,
    version: version.slice(0, 8),
  };
}
