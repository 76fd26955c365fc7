/**
 * The rules that screen messages right now. They change while the program runs: when a pack file, a rule or term of
 * the company, or a choice changes, the new set is kept sealed, recorded, and takes over between two messages.
 */
import { watch } from 'node:fs';
import { CompileError, compileRules, type Model, type PackProblem, type RuleRef, type RuleSet } from '@atalaia/rules';
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
import type { PackView, RuleView } from '../api/rule-views.ts';
import type { Audit } from '../audit/audit.ts';
import { countChanges } from './changes.ts';
import { type Gathered, gatherRules } from './gather.ts';
import { type ChosenRules, chosenRules } from './mode.ts';
import { packViews } from './pack-views.ts';
import type { PackFile } from './read-packs.ts';
import { ruleIdOf } from './rule-id.ts';
import { readRuleVersion, storeRuleVersion, viewsOfVersion } from './version.ts';

/** A set and the id under which it is kept. */
export interface KeptRules {
  readonly set: RuleSet;
  readonly version: RuleVersionId;
  /** Rules of the set that are on trial: what they find is counted, and shown to nobody. */
  readonly shadow: ReadonlySet<RuleRef>;
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
  /** All packs, the inactive ones too, what is wrong with files that could not be read, and which version is held. */
  packs(): {
    readonly packs: readonly PackView[];
    readonly problems: readonly PackProblem[];
    readonly pinned: RuleVersionId | null;
  };
  /** What learned rules may ask. */
  models(): ReadonlyMap<string, Model>;
  /** Reads files, the company's rules and choices anew; resolves when the set they make is in force. */
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

interface InForce extends KeptRules, Gathered {
  readonly rules: ChosenRules;
}

/** Editors write a file in several steps; wait this long for quiet, in milliseconds. */
const settleMs = 100;
/** Versions whose rules stay in memory for showing alerts. */
const versionsKept = 64;

/** Puts the rules in force and watches the folder. @throws if the folder cannot be read. */
export async function openRunningRules(deps: RunningRulesDeps): Promise<RunningRules> {
  const lastGood = new Map<string, PackFile>();
  const views = new Map<RuleVersionId, Promise<ReadonlyMap<string, RuleView>>>();
  let inForce = await activate(deps, await gatherRules(deps, lastGood), undefined);
  let turn: Promise<unknown> = Promise.resolve();
  let activating: Promise<InForce> = Promise.resolve(inForce);
  let ended = false;

  const reload = () => {
    const mine = turn.then(async () => {
      const before = inForce;
      const gathered = await gatherRules(deps, lastGood);
      if (ended) return;
      activating = activate(deps, gathered, inForce);
      inForce = await activating;
      if (inForce.version !== before.version || listed(inForce) !== listed(before)) {
        deps.feed.publish({ kind: 'rules-changed', id: inForce.version });
      }
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
      version === inForce.version ? inForce : compiled(await readRuleVersion(deps, version), version, inForce.models),
    ruleId: (ref) => ruleIdOf(deps.blind, ref),
    async view(rule, version) {
      const view = (await viewsOf(version)).get(rule);
      if (!view) throw new Error(`Rule ${rule} is not part of the kept version ${version}.`);
      return view;
    },
    packs: () => ({
      packs: packViews(inForce, inForce.rules, inForce.version),
      problems: inForce.problems,
      pinned: inForce.choices.pinned,
    }),
    models: () => inForce.models,
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

/** What the list of rules tells beside the version. */
function listed({ choices, problems }: Gathered): string {
  return JSON.stringify([choices, problems]);
}

function compiled(rules: ChosenRules, version: RuleVersionId, models: ReadonlyMap<string, Model>): KeptRules {
  return { set: compileRules(rules.packs, { models }), version, shadow: new Set(rules.shadow) };
}

/** Compiles what is to run; a set that did not run last is recorded and kept before it is in force. */
async function activate(deps: RunningRulesDeps, gathered: Gathered, before: InForce | undefined): Promise<InForce> {
  const { choices, ownModes, models } = gathered;
  const rules = choices.pinned
    ? await readRuleVersion(deps, choices.pinned)
    : chosenRules(gathered.all, choices, ownModes);
  const set = compiledIfItCan(rules, models);
  // A version of long ago may ask for what this version of the program has not, such as a model.
  if (set instanceof CompileError) {
    if (choices.pinned === null) throw set;
    return activate(deps, followingFiles(gathered), before);
  }
  const shadow = new Set(rules.shadow);
  // Keyed, because an unkeyed hash of the packs would let a reader of the disk guess company terms.
  const version =
    choices.pinned ?? (deps.blind.of('rule', 'version', set.version, ...rules.shadow) as string as RuleVersionId);
  if (before && before.version === version) return { ...gathered, rules, set: before.set, version, shadow };
  const last = await newestVersion(deps);
  if (last !== version) {
    const ranBefore = last ? await readRuleVersion(deps, last) : { packs: [], shadow: [] };
    const counts = countChanges(ranBefore, rules);
    const { added, removed, changed } = counts;
    await deps.audit.record({
      chain: 'company',
      actor: { kind: 'system' },
      act: 'rules-activated',
      subject: version,
      detail: {
        packs: rules.packs.length,
        rules: rules.packs.reduce((sum, pack) => sum + pack.rules.length, 0),
        shadow: shadow.size,
        added,
        removed,
        changed,
      },
    });
    await storeRuleVersion(deps, version, rules, counts);
  }
  return { ...gathered, rules, set, version, shadow };
}

function compiledIfItCan({ packs }: ChosenRules, models: ReadonlyMap<string, Model>): RuleSet | CompileError {
  try {
    return compileRules(packs, { models });
  } catch (error) {
    if (error instanceof CompileError) return error;
    throw error;
  }
}

function followingFiles(gathered: Gathered): Gathered {
  const message = 'expected a version that this program can still run; the files are followed instead';
  return {
    ...gathered,
    choices: { ...gathered.choices, pinned: null },
    problems: [...gathered.problems, { path: 'held version', line: 1, column: 1, message }],
  };
}

async function newestVersion(deps: Pick<RunningRulesDeps, 'records'>): Promise<RuleVersionId | undefined> {
  const page = await deps.records.find(ruleVersions, { index: 'byActivation', order: 'descending', limit: 1 });
  return page.items[0]?.doc.id;
}
