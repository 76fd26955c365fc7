/** Does this message break a rule? What the package offers to the others. */
export { CompileError, type CompileOptions, compileRules, type PlacedRule, type RuleSet } from './compile.ts';
export {
  type BusinessHours,
  businessHours,
  type Calendar,
  type Opening,
  usualCalendar,
} from './conduct/calendar.ts';
export { asksForAnswer } from './conduct/closing.ts';
export { type Conduct, compileConduct } from './conduct/conduct.ts';
export { type ConductEvent, type ConductState, nothingYet } from './conduct/state.ts';
export { type ConductHit, dueOf, step } from './conduct/step.ts';
export { identifiersIn } from './entity/all.ts';
export { type EntityName, entityNames } from './entity/detector.ts';
export { evaluate } from './evaluate.ts';
export { checkExamples, type ExampleFailure } from './examples.ts';
export { foldFor } from './fold.ts';
export { type ModelRead, readModel } from './learned/linear-model.ts';
export type { Judgement, Model } from './learned/model.ts';
export { type PackProblem, type PackRead, parsePack } from './pack.ts';
export {
  type ConductRule,
  type Direction,
  directions,
  type Effect,
  type EntityRule,
  type Hit,
  type HitKind,
  type Hours,
  hitKinds,
  hours,
  type Language,
  type LearnedRule,
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
