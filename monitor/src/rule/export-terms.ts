/** Writes all company terms and rules as a rule pack in YAML, to be kept or run elsewhere. The words leave their seal: recorded. */
import type { Pack, Rule } from '@atalaia/rules';
import type { Records, Vault } from '@atalaia/storage';
import { stringify } from 'yaml';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { activeCompanyRules } from './company-rules.ts';
import { activeTerms, companyPackOf } from './company-terms.ts';

export interface ExportTerms {
  readonly records: Pick<Records, 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
}

/** One file has one language: rules written for one are exported as rules of any, with their words as they stand. */
export async function exportTerms(deps: ExportTerms, { actor }: Authorized<'term:change'>): Promise<{ yaml: string }> {
  const active = await activeTerms(deps);
  const written = await activeCompanyRules(deps);
  // In a file, terms are told apart by a readable name instead of their random id.
  const terms = companyPackOf(active.map(({ fields }, at) => [`term-${at + 1}`, fields] as const));
  const rules = written.map(({ doc, pack }): Rule => {
    const [rule] = pack.rules;
    return doc.mode === 'on' ? rule : { ...rule, active: false };
  });
  const pack: Pack = { ...terms, rules: [...terms.rules, ...rules] };
  const yaml = stringify(pack, { lineWidth: 120, aliasDuplicateObjects: false });
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'terms-exported',
    subject: null,
    detail: { terms: active.length, rules: rules.length },
  });
  return { yaml };
}
