/** Writes all company terms as a rule pack in YAML, to be kept or run elsewhere. The words leave their seal: recorded. */
import type { Records, Vault } from '@atalaia/storage';
import { stringify } from 'yaml';
import type { Authorized } from '../access/permissions.ts';
import type { Audit } from '../audit/audit.ts';
import { activeTerms, companyPackOf } from './company-terms.ts';

export interface ExportTerms {
  readonly records: Pick<Records, 'find'>;
  readonly vault: Pick<Vault, 'openText'>;
  readonly audit: Audit;
}

export async function exportTerms(deps: ExportTerms, { actor }: Authorized<'term:change'>): Promise<{ yaml: string }> {
  const active = await activeTerms(deps);
  // In a file, rules are told apart by a readable name instead of the term's random id.
  const pack = companyPackOf(active.map(({ fields }, at) => [`term-${at + 1}`, fields] as const));
  const yaml = stringify(pack, { lineWidth: 120, aliasDuplicateObjects: false });
  await deps.audit.record({
    chain: 'company',
    actor,
    act: 'terms-exported',
    subject: null,
    detail: { terms: active.length },
  });
  return { yaml };
}
