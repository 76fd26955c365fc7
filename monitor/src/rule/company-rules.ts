/** The rules that the company wrote, opened from their seal. */
import type { Model, Pack, RuleRef } from '@atalaia/rules';
import { companyRules, placeOf, type Records, type StoredCompanyRule, type Vault } from '@atalaia/storage';
import { z } from 'zod';
import { type CompanyRuleView, type ModeView, packLanguageView } from '../api/rule-views.ts';
import { everyPage } from '../every-page.ts';
import { type OneRulePack, type RuleText, readRuleText } from './rule-text.ts';
import { companyPack } from './rule-view.ts';

export interface OpenedRule {
  readonly doc: StoredCompanyRule;
  readonly text: RuleText;
  readonly pack: OneRulePack;
}

interface Deps {
  readonly records: Pick<Records, 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
}

const kept = z.object({ yaml: z.string(), language: packLanguageView });

export const companyRulePlace = (id: string) => placeOf(companyRules, id, 'sealedRule');

/** Every rule that is not removed and can be read, oldest first; of one caught between two revisions, the newer. */
export async function activeCompanyRules(deps: Deps): Promise<readonly OpenedRule[]> {
  const newest = new Map<string, StoredCompanyRule>();
  const every = everyPage((after) =>
    deps.records.find(companyRules, { index: 'byState', equals: { state: 'active' }, limit: 500, ...after }),
  );
  for await (const { doc } of every) {
    if ((newest.get(doc.rule)?.revision ?? 0) < doc.revision) newest.set(doc.rule, doc);
  }
  const opened = await Promise.all(newest.values().map((doc) => openCompanyRule(deps.vault, doc)));
  return opened.filter((one) => one !== undefined);
}

/** Undefined if its key was destroyed, or if it was written for another version of the program. */
export async function openCompanyRule(
  vault: Pick<Vault, 'openText'>,
  doc: StoredCompanyRule,
): Promise<OpenedRule | undefined> {
  const json = await vault.openText(companyRulePlace(doc.id), doc.sealedRule);
  if (json === undefined) return undefined;
  const text = kept.parse(JSON.parse(json));
  const pack = readRuleText(text);
  return pack && { doc, text, pack };
}

export function refOf({ pack }: Pick<OpenedRule, 'pack'>): RuleRef {
  return `${companyPack}/${pack.rules[0].id}`;
}

/** As packs, one for each language, and the modes that they were given. Drafts are no part of it, nor rules whose model is gone. */
export function companyRulePacks(
  opened: readonly OpenedRule[],
  models: ReadonlyMap<string, Model>,
): {
  readonly packs: readonly Pack[];
  readonly modes: ReadonlyMap<RuleRef, ModeView>;
} {
  const packs = new Map<string, Pack>();
  const modes = new Map<RuleRef, ModeView>();
  for (const one of opened) {
    const [rule] = one.pack.rules;
    if (one.doc.mode === 'draft' || (rule.kind === 'learned' && !models.has(rule.model))) continue;
    const before = packs.get(one.text.language);
    packs.set(one.text.language, before ? { ...before, rules: [...before.rules, ...one.pack.rules] } : one.pack);
    modes.set(refOf(one), one.doc.mode);
  }
  return { packs: [...packs.values()], modes };
}

export function companyRuleView(one: OpenedRule, by: string): CompanyRuleView {
  const { doc, text, pack } = one;
  return {
    id: doc.rule,
    ref: refOf(one),
    title: pack.rules[0].title,
    mode: doc.mode,
    language: text.language,
    revision: doc.revision,
    yaml: text.yaml,
    by,
    createdAt: doc.createdAt,
  };
}
