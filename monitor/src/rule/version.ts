/** Keeps every rule set that ever ran, sealed, so that each alert can be explained by the rules that raised it. */
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import type { Pack } from '@atalaia/rules';
import {
  type BlindIndexer,
  type Clock,
  placeOf,
  type Records,
  type RuleVersionId,
  ruleVersions,
  type Vault,
} from '@atalaia/storage';
import type { RuleView } from '../api/views.ts';
import { companyKey } from '../company-key.ts';
import { ruleIdOf } from './rule-id.ts';
import { ruleView } from './rule-view.ts';

// A version of all starter packs is half a megabyte; compressed, a sixth of it.
const compress = promisify(deflate);
const expand = promisify(inflate);

const place = (id: string) => placeOf(ruleVersions, id, 'sealedPacks');

/** Keeps the packs under this version; a set that ran before is only dated anew. */
export async function storeRuleVersion(
  deps: { readonly records: Records; readonly vault: Vault; readonly clock: Clock },
  version: RuleVersionId,
  packs: readonly Pack[],
): Promise<void> {
  const key = await companyKey(deps.vault);
  const activatedAt = deps.clock();
  const doc = {
    id: version,
    sealedPacks: key.seal(place(version), await compress(JSON.stringify(packs))),
    activatedAt,
  };
  if ((await deps.records.insert(ruleVersions, doc)) === 'inserted') return;
  const kept = await deps.records.get(ruleVersions, version);
  if (kept) await deps.records.replace(ruleVersions, kept.version, { ...kept.doc, activatedAt });
}

/** The packs of a kept version. @throws if it was never kept: every hit names one that was. */
export async function readRuleVersion(
  deps: { readonly records: Pick<Records, 'get'>; readonly vault: Pick<Vault, 'open'> },
  version: RuleVersionId,
): Promise<readonly Pack[]> {
  const kept = await deps.records.get(ruleVersions, version);
  const packs = kept && (await deps.vault.open(place(version), kept.doc.sealedPacks));
  if (packs === undefined) throw new Error(`Rule version ${version} is not kept.`);
  // Written by storeRuleVersion and authenticated by its seal.
  return JSON.parse((await expand(packs)).toString()) as readonly Pack[];
}

/** The rules of a kept version by their id. @throws as `readRuleVersion` */
export async function viewsOfVersion(
  deps: { readonly records: Records; readonly vault: Vault; readonly blind: BlindIndexer },
  version: RuleVersionId,
): Promise<ReadonlyMap<string, RuleView>> {
  const views = new Map<string, RuleView>();
  for (const pack of await readRuleVersion(deps, version)) {
    for (const rule of pack.rules) {
      const view = ruleView(pack, rule, version);
      const id = ruleIdOf(deps.blind, `${pack.id}/${rule.id}`);
      const other = views.get(id);
      views.set(id, other ? { ...other, source: joinedSources(other.source, view.source) } : view);
    }
  }
  return views;
}

/** A rule stands in a file for each language, and each may name other norms: an alert names them all. */
function joinedSources(one: string | null, other: string | null): string | null {
  const sources = [one, other].flatMap((source) => source?.split('; ') ?? []);
  return sources.length === 0 ? null : [...new Set(sources)].join('; ');
}
