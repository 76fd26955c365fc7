/** Lists the rule sets that ran, the newest first, and shows what one changed. */
import { type Cursor, type Records, type RuleVersionId, ruleVersions, type Vault } from '@atalaia/storage';
import type { Authorized } from '../access/permissions.ts';
import type { RuleChangeView, VersionRow } from '../api/rule-views.ts';
import { Problem } from '../problem.ts';
import { changesBetween, changeView } from './changes.ts';
import type { RunningRules } from './running.ts';
import { readRuleVersion } from './version.ts';

export interface ListVersions {
  readonly records: Pick<Records, 'get' | 'find'>;
  readonly vault: Pick<Vault, 'open'>;
  readonly rules: Pick<RunningRules, 'current' | 'packs'>;
}

export async function listVersions(
  deps: ListVersions,
  _authorized: Authorized<'rule:list'>,
  input: { readonly cursor?: Cursor | undefined; readonly limit: number },
): Promise<{ versions: VersionRow[]; pinned: string | null; next: string | null }> {
  const page = await deps.records.find(ruleVersions, {
    index: 'byActivation',
    order: 'descending',
    limit: input.limit,
    ...(input.cursor === undefined ? {} : { after: input.cursor }),
  });
  const running = deps.rules.current().version;
  const versions = page.items.map(({ doc: { id, activatedAt, counts } }): VersionRow => {
    const { rules, added, removed, changed } = counts ?? { rules: 0, added: 0, removed: 0, changed: 0 };
    return { id, short: id.slice(0, 8), activatedAt, running: id === running, rules, added, removed, changed };
  });
  return { versions, pinned: deps.rules.packs().pinned, next: page.next ?? null };
}

/** What differs from one version (the running one if none is named) to another. @throws Problem `not-found` */
export async function diffVersions(
  deps: ListVersions,
  _authorized: Authorized<'rule:change'>,
  { id, against = deps.rules.current().version }: { readonly id: string; readonly against?: string | undefined },
): Promise<{ changes: RuleChangeView[] }> {
  const [before, after] = [await keptRules(deps, against), await keptRules(deps, id)];
  return { changes: changesBetween(before, after).map(changeView) };
}

async function keptRules(deps: ListVersions, id: string) {
  if (!(await deps.records.get(ruleVersions, id))) {
    throw new Problem('not-found', 'There is no such version of the rules.');
  }
  return readRuleVersion(deps, id as RuleVersionId);
}
