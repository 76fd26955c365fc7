/** Keeps a rule that the company wrote, as a draft, on trial or in force: a new one, or a new revision of one that is kept beside it. */
import {
  type Clock,
  companyRules,
  type NewId,
  type Records,
  type StoredCompanyRule,
  type Vault,
} from '@atalaia/storage';
import { actorRef } from '../access/actor.ts';
import type { Authorized } from '../access/permissions.ts';
import type { CompanyRuleView, RuleProblemView } from '../api/rule-views.ts';
import type { Audit } from '../audit/audit.ts';
import { companyKey } from '../company-key.ts';
import { actorNames } from '../person/actor-name.ts';
import { readChoices, refuseWhilePinned } from './choices.ts';
import { activeCompanyRules, companyRulePlace, companyRuleView, openCompanyRule } from './company-rules.ts';
import { changedMeanwhile, newestRevision, setState } from './rule-revisions.ts';
import { checkRuleText, type RuleText } from './rule-text.ts';
import type { RunningRules } from './running.ts';

export interface SaveRule {
  readonly records: Pick<Records, 'get' | 'find' | 'insert' | 'replace'>;
  readonly vault: Pick<Vault, 'keyOf' | 'openText'>;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly rules: Pick<RunningRules, 'models' | 'reload' | 'ruleId'>;
}

export type RuleSaved =
  | { readonly kind: 'saved'; readonly rule: CompanyRuleView }
  /** Nothing was kept. */
  | { readonly kind: 'refused'; readonly problems: RuleProblemView[] };

/**
 * In force when resolved. `id` and `revision` name the revision that was read before changing it; both null for a new rule.
 * A draft must be a rule; its examples need not hold yet.
 * @throws Problem `changed-meanwhile` if another revision came in between; `not-found`; `rules-pinned`.
 */
export async function saveRule(
  deps: SaveRule,
  { actor }: Authorized<'rule:change'>,
  input: RuleText & {
    readonly id: string | null;
    readonly revision: number | null;
    readonly mode: StoredCompanyRule['mode'];
  },
): Promise<RuleSaved> {
  refuseWhilePinned((await readChoices(deps)).doc);
  const before = input.id === null ? undefined : await newestRevision(deps, input.id);
  if (before && before.doc.revision !== input.revision) throw changedMeanwhile();
  const text: RuleText = { yaml: input.yaml, language: input.language };
  const { pack, problems } = checkRuleText(text, deps.rules.models());
  if (!pack || (problems.length > 0 && input.mode !== 'draft')) return { kind: 'refused', problems: [...problems] };
  const clash = await nameClash(deps, pack.rules[0].id, before?.doc);
  if (clash) return { kind: 'refused', problems: [{ ...placeOfId(text), message: clash }] };

  const id = deps.newId();
  const key = await companyKey(deps.vault);
  const doc: StoredCompanyRule = {
    id,
    rule: before?.doc.rule ?? deps.newId(),
    revision: (before?.doc.revision ?? 0) + 1,
    state: 'active',
    mode: input.mode,
    by: actorRef(actor),
    createdAt: deps.clock(),
    sealedRule: key.seal(companyRulePlace(id), JSON.stringify(text)),
  };
  const { rule, revision, mode } = doc;
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'company-rule-saved',
    subject: rule,
    detail: { revision, mode },
  });
  if ((await deps.records.insert(companyRules, doc)) === 'duplicate') throw changedMeanwhile();
  if (before) await setState(deps, before, 'superseded');
  await deps.rules.reload();
  return { kind: 'saved', rule: companyRuleView({ doc, text, pack }, await actorNames(deps)(doc.by)) };
}

/** A rule's name is what figures and exceptions know it by, so it is one rule's alone and stays. */
async function nameClash(
  deps: SaveRule,
  name: string,
  before: StoredCompanyRule | undefined,
): Promise<string | undefined> {
  const kept = before && (await openCompanyRule(deps.vault, before));
  const own = kept?.pack.rules[0].id;
  if (own !== undefined)
    return own === name ? undefined : `expected id: ${own}; a rule keeps its id in all its revisions`;
  const others = await activeCompanyRules(deps);
  const taken = others.some(({ doc, pack }) => doc.rule !== before?.rule && pack.rules[0].id === name);
  return taken ? 'expected an id of its own; another rule of the company has the same' : undefined;
}

function placeOfId({ yaml }: RuleText): { line: number; column: number } {
  const at = yaml.split(/\r\n|\r|\n/).findIndex((line) => /^\s*["']?id["']?\s*:/.test(line));
  return { line: Math.max(0, at) + 1, column: 1 };
}
