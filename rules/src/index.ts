/** Does this message break a rule? What the package offers to the others. */
export { compileRules, PatternError, type RuleSet } from './compile.ts';
export { entityDetectors } from './entity/all.ts';
export { type EntityName, entityNames } from './entity/detector.ts';
export { evaluate } from './evaluate.ts';
export { checkExamples, type ExampleFailure } from './examples.ts';
export { foldFor } from './fold.ts';
export { type PackProblem, type PackRead, parsePack } from './pack.ts';
export {
  type Direction,
  directions,
  type Effect,
  type EntityRule,
  type Hit,
  type HitKind,
  hitKinds,
  type Language,
  type LexiconRule,
  languages,
  type Pack,
  type PatternRule,
  type Rule,
  type RuleRef,
  type Screenable,
  type Severity,
  severities,
  type Translated,
} from './rule.ts';
export { severityAtLeast, worst } from './severity.ts';
export { foldedWords } from './words.ts';
