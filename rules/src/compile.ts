/** Turns rule packs into a rule set: everything that screening a message needs, built once. */
import { createHash } from 'node:crypto';
import { entityDetectors } from './entity/all.ts';
import type { EntityDetector, EntityName } from './entity/detector.ts';
import { evaluate } from './evaluate.ts';
import { type Fold, foldFor } from './fold.ts';
import type { Model } from './learned/model.ts';
import type { Lexicon } from './lexicon.ts';
import { compilePattern, type Pattern } from './pattern.ts';
import type { Hit, Language, Pack, Rule, RuleRef, Screenable } from './rule.ts';
import { compileSigns, type SignTable } from './signs.ts';
import { compileTerms, type TermTable } from './term-table.ts';
import { makeWords, type Words } from './words.ts';

/** A rule of a pack with the name it goes by in hits. */
export interface PlacedRule {
  readonly ref: RuleRef;
  readonly rule: Rule;
  readonly language: Language | 'any';
}

/** Compiled packs. It keeps room for one message, so one rule set screens one message at a time. */
export interface RuleSet {
  /** The same packs and options give the same version, in whatever order they come: 32 hexadecimal digits. */
  readonly version: string;
  readonly packs: readonly Pack[];
  /** Where the rules fire in a message: see `evaluate.ts`. */
  evaluate(message: Screenable): Hit[];
  /** The rule of a hit; undefined if these packs have none of that name. */
  describe(rule: RuleRef): Rule | undefined;

  readonly fold: Fold;
  readonly rules: readonly PlacedRule[];
  readonly terms: TermTable;
  /** The words of `terms` as they are scanned for. */
  readonly lexicon: Lexicon;
  readonly patterns: readonly { readonly rule: number; readonly pattern: Pattern }[];
  readonly entities: readonly {
    readonly name: EntityName;
    readonly find: EntityDetector;
    readonly rules: readonly number[];
  }[];
  readonly models: readonly { readonly model: Model; readonly rules: readonly number[] }[];
  readonly signs: SignTable;
  readonly words: Words;
}

/** What a rule set is compiled with; without any of it: evasion folded, rules of `active: false` left out, no models. */
export interface CompileOptions {
  /** `false` folds case and accents only, so that whole words are those of `grep -w`. */
  readonly evasion?: boolean;
  /** Also rules that say `active: false`. */
  readonly inactive?: boolean;
  /** Trained models by the name that learned rules give. */
  readonly models?: ReadonlyMap<string, Model>;
}

/**
 * Compiles packs, active or not: the caller chooses. A pack may come in several files, one for each language.
 * @throws CompileError for patterns that `parsePack` would refuse, and for a learned rule whose model is not given.
 */
export function compileRules(packs: readonly Pack[], options: CompileOptions = {}): RuleSet {
  const { evasion = true, inactive = false, models = new Map<string, Model>() } = options;
  const fold = foldFor(evasion);
  const every = packs.flatMap((pack) =>
    pack.rules.map((rule): PlacedRule => ({ ref: `${pack.id}/${rule.id}`, rule, language: pack.language })),
  );
  const rules = every.filter(({ rule }) => inactive || rule.active !== false);
  const byRef = new Map<RuleRef, Rule>();
  for (const { ref, rule } of every) if (!byRef.has(ref)) byRef.set(ref, rule);
  const patterns = rules.flatMap(({ rule, ref }, index) =>
    rule.kind === 'pattern' ? patternsOf(rule.patterns, ref, index, fold) : [],
  );
  const terms = compileTerms(rules, fold);
  const ruleSet: RuleSet = {
    version: versionOf(packs, options),
    packs,
    evaluate: (message) => evaluate(ruleSet, message),
    describe: (ref) => byRef.get(ref),
    fold,
    rules,
    terms,
    lexicon: terms.lexicon,
    patterns,
    entities: entitiesOf(rules),
    models: modelsOf(rules, models),
    signs: compileSigns(
      fold,
      patterns.map(({ pattern }) => pattern.literals),
    ),
    words: makeWords(),
  };
  return ruleSet;
}

/** A rule cannot be run: its pattern is none that `parsePack` lets through, or its model is missing. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
}

function patternsOf(
  sources: readonly string[],
  ref: RuleRef,
  rule: number,
  fold: Fold,
): { rule: number; pattern: Pattern }[] {
  return sources.map((source, index) => {
    const compiled = compilePattern(source, fold);
    if (compiled.kind === 'problem') throw new CompileError(`Pattern ${index + 1} of ${ref}: ${compiled.message}`);
    return { rule, pattern: compiled.pattern };
  });
}

function entitiesOf(rules: readonly PlacedRule[]): RuleSet['entities'] {
  const byName = new Map<EntityName, number[]>();
  for (const [index, { rule }] of rules.entries()) {
    if (rule.kind === 'entity') byName.set(rule.entity, [...(byName.get(rule.entity) ?? []), index]);
  }
  return Array.from(byName, ([name, indexes]) => ({ name, find: entityDetectors[name], rules: indexes }));
}

function modelsOf(rules: readonly PlacedRule[], models: ReadonlyMap<string, Model>): RuleSet['models'] {
  const byName = new Map<string, { model: Model; rules: number[] }>();
  for (const [index, { rule, ref }] of rules.entries()) {
    if (rule.kind !== 'learned') continue;
    const model = models.get(rule.model);
    if (model === undefined) throw new CompileError(`The model of ${ref} is not among the models of this program`);
    const asked = byName.get(rule.model) ?? { model, rules: [] };
    asked.rules.push(index);
    byName.set(rule.model, asked);
  }
  return [...byName.values()];
}

function versionOf(packs: readonly Pack[], { evasion = true, inactive = false, models }: CompileOptions): string {
  const contents = packs.map((pack) => JSON.stringify(sorted(pack))).sort();
  const weights = Array.from(models ?? [], ([name, { version }]) => [name, version]).sort();
  return createHash('sha256')
    .update(JSON.stringify([evasion, contents, inactive, weights]))
    .digest('hex')
    .slice(0, 32);
}

/** The same value with the keys of objects in order, so that equal packs give equal text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
