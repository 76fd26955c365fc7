/** The revisions of a rule that the company wrote: each is kept, one at most is in force. */
import { companyRules, type Records, type StoredCompanyRule, type Vault, type Versioned } from '@atalaia/storage';
import { everyPage } from '../every-page.ts';
import { Problem } from '../problem.ts';
import { type OpenedRule, openCompanyRule } from './company-rules.ts';

/** All revisions of one rule, oldest first. */
export async function revisionsOfRule(
  deps: { readonly records: Pick<Records, 'find'> },
  rule: string,
): Promise<readonly Versioned<StoredCompanyRule>[]> {
  return Array.fromAsync(
    everyPage((after) => deps.records.find(companyRules, { index: 'byRule', equals: { rule }, limit: 1000, ...after })),
  );
}

/** @throws Problem `not-found` if there is no such rule any more. */
export async function newestRevision(
  deps: { readonly records: Pick<Records, 'find'> },
  rule: string,
): Promise<Versioned<StoredCompanyRule>> {
  const newest = (await revisionsOfRule(deps, rule)).at(-1);
  if (!newest || newest.doc.state === 'removed') throw new Problem('not-found', 'There is no such rule.');
  return newest;
}

/** Changes nothing but the state, and only if nobody changed the revision since it was read. */
export function setState(
  deps: { readonly records: Pick<Records, 'replace'> },
  { version, doc }: Versioned<StoredCompanyRule>,
  state: StoredCompanyRule['state'],
): ReturnType<Records['replace']> {
  return deps.records.replace(companyRules, version, { ...doc, state });
}

/** The newest revision, opened. @throws Problem `not-found` */
export async function readRule(
  deps: { readonly records: Pick<Records, 'find'>; readonly vault: Pick<Vault, 'openText'> },
  rule: string,
): Promise<OpenedRule> {
  const opened = await openCompanyRule(deps.vault, (await newestRevision(deps, rule)).doc);
  if (!opened) throw new Problem('not-found', 'There is no such rule.');
  return opened;
}

export function changedMeanwhile(): Problem {
  return new Problem('changed-meanwhile', 'Somebody changed this rule meanwhile. Read it again before you change it.');
}
