/** Lists the packs and rules with their modes, in force or not, and what is wrong with pack files. */
import { type Authorized, may } from '../access/permissions.ts';
import type { PackView } from '../api/rule-views.ts';
import { companyPack } from './rule-view.ts';
import type { RunningRules } from './running.ts';

export interface ListRules {
  readonly rules: Pick<RunningRules, 'current' | 'packs'>;
}

export interface RuleList {
  version: string;
  pinned: string | null;
  packs: PackView[];
  problems: { file: string; line: number; column: number; message: string }[];
}

/** What the company wrote is listed only for those who may change it: words may tell what a company is about to do. */
export function listRules({ rules }: ListRules, { actor }: Authorized<'rule:list'>): RuleList {
  const { packs, problems, pinned } = rules.packs();
  const seesTerms = may(actor, 'term:change');
  return {
    version: rules.current().version.slice(0, 8),
    pinned,
    packs: seesTerms ? [...packs] : packs.filter((pack) => pack.id !== companyPack).map(withoutExceptions),
    problems: problems.map(({ path, line, column, message }) => ({ file: path, line, column, message })),
  };
}

function withoutExceptions(pack: PackView): PackView {
  return { ...pack, rules: pack.rules.map((rule) => ({ ...rule, exceptions: [] })) };
}
