/**
 * The rules that screen messages right now. They change while the program runs: when a pack file or a company term
 * changes, the new set is kept sealed, recorded, and takes over between two messages.
 */
import { watch } from 'node:fs';
import { compileRules, type Pack, type PackProblem, type RuleRef, type RuleSet } from '@atalaia/rules';
import {
  type BlindIndexer,
  type Clock,
  type Feed,
  type Records,
  type RuleId,
  type RuleVersionId,
  ruleVersions,
  type Vault,
} from '@atalaia/storage';
import type { PackView } from '../api/rule-views.ts';
import type { RuleView } from '../api/views.ts';
import type { Audit } from '../audit/audit.ts';
import { companyTermsPack } from './company-terms.ts';
import { type PackFile, readCheckedPacks } from './read-packs.ts';
import { ruleIdOf } from './rule-id.ts';
import { packView } from './rule-view.ts';
import { readRuleVersion, storeRuleVersion, viewsOfVersion } from './version.ts';

/** A set and the id under which it is kept. */
export interface KeptRules {
  readonly set: RuleSet;
  readonly version: RuleVersionId;
}

export interface RunningRules extends AsyncDisposable {
  /** The set in force; ask again for each message. */
  current(): KeptRules;
  /** The set that ran under this version. @throws if it was never kept: every hit names one that was. */
  kept(version: RuleVersionId): Promise<KeptRules>;
  /** The random-looking id that stands for `pack/rule` at rest. */
  ruleId(ref: RuleRef): RuleId;
  /** A rule as it read in that version. @throws if the version was never kept: every hit names one that was. */
  view(rule: RuleId, version: RuleVersionId): Promise<RuleView>;
  /** All packs, the inactive ones too, and what is wrong with files that could not be read. */
  packs(): { readonly packs: readonly PackView[]; readonly problems: readonly PackProblem[] };
  /** Reads files and terms anew; resolves when the set they make is in force. */
  reload(): Promise<void>;
}

export interface RunningRulesDeps {
  readonly records: Records;
  readonly vault: Vault;
  readonly blind: BlindIndexer;
  readonly audit: Audit;
  readonly feed: Feed;
  readonly clock: Clock;
  /** The folder with the pack files, watched for changes. */
  readonly packsFolder: string;
  /** Told when a reload in the background failed; the running rules go on. */
  readonly reportFault: (fault: unknown) => void;
}

interface InForce extends KeptRules {
  readonly all: readonly Pack[];
  readonly problems: readonly PackProblem[];
}

/** Editors write a file in several steps; wait this long for quiet, in milliseconds. */
const settleMs = 100;
/** Versions whose rules stay in memory for showing alerts. */
const versionsKept = 64;

/** Loads packs and company terms, puts them in force and watches the folder. @throws if the folder cannot be read. */
export async function openRunningRules(deps: RunningRulesDeps): Promise<RunningRules> {
  const lastGood = new Map<string, PackFile>();
  const views = new Map<RuleVersionId, Promise<ReadonlyMap<string, RuleView>>>();
  let inForce = await activate(deps, await gather(deps, lastGood), undefined);
  let turn: Promise<unknown> = Promise.resolve();
  let activating: Promise<InForce> = Promise.resolve(inForce);
  let ended = false;

  const reload = () => {
    const mine = turn.then(async () => {
      const before = inForce.version;
      const gathered = await gather(deps, lastGood);
      if (ended) return;
      activating = activate(deps, gathered, inForce);
      inForce = await activating;
      if (inForce.version !== before) deps.feed.publish({ kind: 'rules-changed', id: inForce.version });
    });
    turn = mine.catch(() => undefined);
    return mine;
  };

  let settling: NodeJS.Timeout | undefined;
  const watcher = watch(deps.packsFolder, { recursive: true }, () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      reload().catch((fault: unknown) => {
        if (!ended) deps.reportFault(fault);
      });
    }, settleMs);
  });
  watcher.on('error', deps.reportFault);

  const viewsOf = (version: RuleVersionId) => {
    const known = views.get(version) ?? viewsOfVersion(deps, version);
    views.delete(version);
    views.set(version, known);
    known.catch(() => views.delete(version));
    for (const oldest of views.keys()) {
      if (views.size <= versionsKept) break;
      views.delete(oldest);
    }
    return known;
  };

  return {
    current: () => inForce,
    kept: async (version) =>
      version === inForce.version ? inForce : { set: compileRules(await readRuleVersion(deps, version)), version },
    ruleId: (ref) => ruleIdOf(deps.blind, ref),
    async view(rule, version) {
      const view = (await viewsOf(version)).get(rule);
      if (!view) throw new Error(`Rule ${rule} is not part of the kept version ${version}.`);
      return view;
    },
    packs: () => ({
      packs: inForce.all.map((pack) => packView(pack, inForce.version)),
      problems: inForce.problems,
    }),
    reload,
    async [Symbol.asyncDispose]() {
      watcher.close();
      clearTimeout(settling);
      // What is being written is waited for; the reading of files is not: a folder may never answer.
      ended = true;
      await activating.catch(() => undefined);
    },
  };
}

/** Files and company terms as they are now; in the place of a bad file stands what was last good of it. */
async function gather(deps: RunningRulesDeps, lastGood: Map<string, PackFile>) {
  const read = await readCheckedPacks(deps.packsFolder, lastGood);
  const bad = new Set(read.problems.map((problem) => problem.path));
  for (const path of lastGood.keys()) if (!bad.has(path)) lastGood.delete(path);
  for (const file of read.files) lastGood.set(file.path, file);
  const files = [...lastGood].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file.pack);
  const company = await companyTermsPack(deps);
  return { all: company ? [...files, company] : files, problems: read.problems };
}

/** Compiles what was gathered; a set that did not run last is recorded and kept before it is in force. */
async function activate(
  deps: RunningRulesDeps,
  gathered: { readonly all: readonly Pack[]; readonly problems: readonly PackProblem[] },
  before: InForce | undefined,
): Promise<InForce> {
  const active = gathered.all.filter((pack) => pack.active);
  const set = compileRules(active);
  // Keyed, because an unkeyed hash of the packs would let a reader of the disk guess company terms.
  const version = deps.blind.of('rule', 'version', set.version) as string as RuleVersionId;
  if (before && before.version === version) return { ...gathered, set: before.set, version };
  if ((await newestVersion(deps)) !== version) {
    await deps.audit.record({
      chain: 'company',
      actor: { kind: 'system' },
      act: 'rules-activated',
      subject: version,
      detail: { packs: active.length, rules: active.reduce((sum, pack) => sum + pack.rules.length, 0) },
    });
    await storeRuleVersion(deps, version, active);
  }
  return { ...gathered, set, version };
}

async function newestVersion(deps: Pick<RunningRulesDeps, 'records'>): Promise<string | undefined> {
  const page = await deps.records.find(ruleVersions, { index: 'byActivation', order: 'descending', limit: 1 });
  return page.items[0]?.doc.id;
}
