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
  type Sealed,
  type StoredRuleVersion,
  type Vault,
} from '@atalaia/storage';
import type { RuleView } from '../api/rule-views.ts';
import { companyKey } from '../company-key.ts';
import type { ChosenRules } from './mode.ts';
import { ruleIdOf } from './rule-id.ts';
import { ruleView } from './rule-view.ts';

// A version of all starter packs is half a megabyte; compressed, a sixth of it.
const compress = promisify(deflate);
const expand = promisify(inflate);

const place = (id: string) => placeOf(ruleVersions, id, 'sealedPacks');

/** Keeps the rules under this version; a set that ran before is only dated and counted anew. */
export async function storeRuleVersion(
  deps: { readonly records: Records; readonly vault: Vault; readonly clock: Clock },
  version: RuleVersionId,
  rules: ChosenRules,
  counts: StoredRuleVersion['counts'],
): Promise<void> {
  const key = await companyKey(deps.vault);
  const sealedPacks: Sealed = key.seal(place(version), await packed(rules));
  const doc: StoredRuleVersion = { id: version, sealedPacks, activatedAt: deps.clock(), counts };
  if ((await deps.records.insert(ruleVersions, doc)) === 'inserted') return;
  const kept = await deps.records.get(ruleVersions, version);
  if (kept) await deps.records.replace(ruleVersions, kept.version, doc);
}

/** The rules of a kept version. @throws if it was never kept: every hit names one that was. */
export async function readRuleVersion(
  deps: { readonly records: Pick<Records, 'get'>; readonly vault: Pick<Vault, 'open'> },
  version: RuleVersionId,
): Promise<ChosenRules> {
  const kept = await deps.records.get(ruleVersions, version);
  const opened = kept && (await deps.vault.open(place(version), kept.doc.sealedPacks));
  if (opened === undefined) throw new Error(`Rule version ${version} is not kept.`);
  return unpacked(opened);
}

/** Rules in few bytes, to be sealed. */
export function packed({ packs, shadow }: ChosenRules): Promise<Buffer> {
  return compress(JSON.stringify({ packs, shadow }));
}

/** @param bytes made by `packed` and authenticated by their seal; before there was a shadow mode, packs alone were kept. */
export async function unpacked(bytes: Uint8Array): Promise<ChosenRules> {
  const kept = JSON.parse((await expand(bytes)).toString()) as readonly Pack[] | ChosenRules;
  return 'packs' in kept ? kept : { packs: kept, shadow: [] };
}

/** The rules of a kept version by their id. @throws as `readRuleVersion` */
export async function viewsOfVersion(
  deps: { readonly records: Records; readonly vault: Vault; readonly blind: BlindIndexer },
  version: RuleVersionId,
): Promise<ReadonlyMap<string, RuleView>> {
  const views = new Map<string, RuleView>();
  for (const pack of (await readRuleVersion(deps, version)).packs) {
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
