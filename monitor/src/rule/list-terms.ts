/** Lists the company terms in force, as the form shows them. */
import type { Records, Vault } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { TermView } from '../api/rule-views.ts';
import { actorNames } from '../person/actor-name.ts';
import { activeTerms, termView } from './company-terms.ts';

export async function listTerms(
  deps: { readonly records: Pick<Records, 'get' | 'find'>; readonly vault: Pick<Vault, 'openText'> },
  _authorized: Authorized<'term:change'>,
): Promise<{ terms: TermView[] }> {
  const nameOf = actorNames(deps);
  const list = await activeTerms(deps);
  return {
    terms: await Promise.all(
      list.map(async ({ doc, fields }) => ({ ...termView(doc, fields), by: await nameOf(doc.by) })),
    ),
  };
}
