/** Brings together what rules there are: pack files, the company's terms and rules, and what the company chose about them. */
import type { Model, Pack, PackProblem } from '@atalaia/rules';
import type { Records, Vault } from '@atalaia/storage';
import { type RuleChoices, readChoices } from './choices.ts';
import { activeCompanyRules, companyRulePacks } from './company-rules.ts';
import { companyTermsPack } from './company-terms.ts';
import type { OwnModes } from './mode.ts';
import { type PackFile, readCheckedPacks } from './read-packs.ts';

export interface Gathered {
  /** Whether they run or not. */
  readonly all: readonly Pack[];
  readonly ownModes: OwnModes;
  readonly choices: RuleChoices;
  readonly problems: readonly PackProblem[];
  readonly models: ReadonlyMap<string, Model>;
}

/** As it is now; in the place of a bad file stands what was last good of it. @throws if the folder cannot be read. */
export async function gatherRules(
  deps: {
    readonly records: Pick<Records, 'get' | 'find'>;
    readonly vault: Pick<Vault, 'openText'>;
    readonly packsFolder: string;
  },
  lastGood: Map<string, PackFile>,
): Promise<Gathered> {
  const { files, problems, models } = await readCheckedPacks(deps.packsFolder, lastGood);
  const bad = new Set(problems.map((problem) => problem.path));
  for (const path of lastGood.keys()) if (!bad.has(path)) lastGood.delete(path);
  for (const file of files) lastGood.set(file.path, file);
  const fromFiles = [...lastGood].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file.pack);
  const written = companyRulePacks(await activeCompanyRules(deps), models);
  const own = withTerms(written.packs, await companyTermsPack(deps));
  const { doc: choices } = await readChoices(deps);
  return { all: [...fromFiles, ...own], ownModes: written.modes, choices, problems, models };
}

/** Terms and rules of the company are one pack. */
function withTerms(packs: readonly Pack[], terms: Pack | undefined): readonly Pack[] {
  if (!terms) return packs;
  const beside = packs.find((pack) => pack.language === terms.language);
  if (!beside) return [terms, ...packs];
  const joined = { ...terms, rules: [...terms.rules, ...beside.rules] };
  return packs.map((pack) => (pack === beside ? joined : pack));
}
