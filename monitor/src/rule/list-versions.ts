/** Lists when which rule set came into force, the newest first, and shows what one changed. */
import {
  auditEntries,
  type Cursor,
  type Records,
  type RuleVersionId,
  ruleVersions,
  type StoredRuleVersion,
  type Vault,
} from '@atalaia/storage';
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

/** Times that one version came into force which are told, the latest. */
const mostActivations = 100;

/** A page of versions, each as often as it came into force; one that came back is on the page of its last time. */
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
  const rows: VersionRow[] = [];
  for (const { doc } of page.items) rows.push(...(await activationsOf(deps, doc)));
  const versions = rows.sort((a, b) => b.activatedAt - a.activatedAt);
  return { versions, pinned: deps.rules.packs().pinned, next: page.next ?? null };
}

/** By the audit trail: the version itself knows its last time only. */
async function activationsOf(
  deps: ListVersions,
  { id, activatedAt, counts }: StoredRuleVersion,
): Promise<VersionRow[]> {
  const { rules, ...differs } = counts ?? { rules: 0, added: 0, removed: 0, changed: 0 };
  const last = { id, short: id.slice(0, 8), activatedAt, running: id === deps.rules.current().version, rules };
  const found = await deps.records.find(auditEntries, {
    index: 'bySubject',
    equals: { subject: id },
    order: 'descending',
    limit: 2 * mostActivations,
  });
  const [, ...earlier] = found.items.map(({ doc }) => doc).filter(({ act }) => act === 'rules-activated');
  return [
    { ...last, ...differs },
    ...earlier.slice(0, mostActivations - 1).map(({ at, detail }) => ({
      ...last,
      activatedAt: at,
      running: false,
      added: Number(detail['added'] ?? differs.added),
      removed: Number(detail['removed'] ?? differs.removed),
      changed: Number(detail['changed'] ?? differs.changed),
    })),
  ];
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
