/** What the dashboard is shown of rules, their versions, figures and replays. */
import { z } from 'zod';
import { idView, instantView, numberView, severityView, translatedView } from './views.ts';

/** A rule as the queue and the alert page speak of it. Company terms have pack `company`. */
export const ruleView = z.object({
  ref: z.string(),
  title: translatedView,
  why: translatedView,
  source: z.string().nullable(),
  kind: z.enum(['lexicon', 'pattern', 'entity', 'conduct', 'learned']),
  severity: severityView,
  effect: z.enum(['alert', 'tag']),
  from: z.enum(['agent', 'contact']).nullable(),
  /** `dpo`: only dpos see its hits and alerts. */
  audience: z.enum(['dpo']).nullable(),
  /** What to do first when it fires. */
  protocol: translatedView.nullable(),
  /** Short form of the rule set's version. */
  version: z.string(),
});
export type RuleView = z.infer<typeof ruleView>;

/** A company term as the form shows it: words, severity, direction, exceptions, an example. */
export const termFields = z.object({
  words: z.array(z.string().trim().min(2).max(200)).min(1).max(200),
  severity: severityView,
  from: z.enum(['agent', 'contact']).nullable(),
  except: z.array(z.string().trim().min(2).max(200)).max(100),
  example: z.string().trim().min(1).max(2000),
  note: z.string().trim().max(500),
});
export const termView = termFields.extend({
  id: idView,
  revision: z.int(),
  by: z.string(),
  createdAt: instantView,
});
export type TermView = z.infer<typeof termView>;

/** `on` raises alerts; `shadow` is evaluated and counted, nobody is told; `off` is not evaluated. */
export const modeView = z.enum(['on', 'shadow', 'off']);
export type ModeView = z.infer<typeof modeView>;

/** `pack` or `pack/rule`. */
export const targetView = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)?$/);
export const refView = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_-]+\/[A-Za-z0-9_-]+$/);
export const packLanguageView = z.enum(['any', 'pt-BR', 'en', 'es']);

/** A rule in the list of all, whether it runs or not. */
export const ruleRow = ruleView.extend({
  mode: modeView,
  /** Its mode is another than its file asks for. */
  changed: z.boolean(),
  /** Words and phrases that the company added to the rule's own exceptions; empty for those who may not see company terms. */
  exceptions: z.array(z.string()),
});
export type RuleRow = z.infer<typeof ruleRow>;

/** One file of a pack; a pack has one for each of its languages. */
export const packView = z.object({
  id: z.string(),
  language: packLanguageView,
  title: translatedView,
  active: z.boolean(),
  /** What was chosen for the whole pack; null where its file decides. */
  mode: modeView.nullable(),
  rules: z.array(ruleRow),
});
export type PackView = z.infer<typeof packView>;

/** Something wrong in a rule that is being written: line and column from 1. */
export const ruleProblem = z.object({ line: z.int(), column: z.int(), message: z.string() });
export type RuleProblemView = z.infer<typeof ruleProblem>;

/** Where a rule would fire in a tried text: UTF-16 offsets. */
export const triedHit = z.object({ rule: z.string(), severity: severityView, start: z.int(), end: z.int() });

/** One time that a version came into force; a version that came back has a row for each time. */
export const versionRow = z.object({
  id: idView,
  /** As alerts name it. */
  short: z.string(),
  activatedAt: instantView,
  /** It is in force since then. */
  running: z.boolean(),
  rules: z.int(),
  /** Rules that differ from the set that ran before it. */
  added: z.int(),
  removed: z.int(),
  changed: z.int(),
});
export type VersionRow = z.infer<typeof versionRow>;

export const ruleChange = z.object({
  rule: z.string(),
  language: packLanguageView,
  kind: z.enum(['added', 'removed', 'changed']),
  /** The rule as YAML with its mode; null where there is none. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type RuleChangeView = z.infer<typeof ruleChange>;

/** Of decided alerts, the share that was confirmed, with its 95 % interval (Wilson); each between 0 and 1. */
export const precisionView = z.object({ value: z.number(), low: z.number(), high: z.number() });

export const ruleFigures = z.object({
  rule: z.string(),
  /** Alerts raised in these days that hold a hit of the rule. */
  alerts: z.int(),
  confirmed: z.int(),
  dismissed: z.int(),
  /** Null while none is decided. */
  precision: precisionView.nullable(),
  shadowHits: z.int(),
  alertsPerDay: z.number(),
  minutesPerDay: z.number(),
});
export type RuleFigures = z.infer<typeof ruleFigures>;

/** How long a reviewer takes for one alert. `decisions` is 0 while there are too few to measure; then it is a stated default. */
export const reviewTimeView = z.object({ minutes: z.number(), decisions: z.int() });

/** `draft` is kept and not evaluated. */
export const companyRuleMode = z.enum(['draft', 'shadow', 'on', 'off']);
/** Longer lists of words belong in a pack file: a rule is checked at each pause of writing. */
export const companyRuleText = z.string().min(1).max(20_000);
export const companyRuleView = z.object({
  id: idView,
  /** `company/<id>` as written in the rule. */
  ref: z.string(),
  title: translatedView,
  mode: companyRuleMode,
  language: packLanguageView,
  revision: z.int(),
  yaml: z.string(),
  by: z.string(),
  createdAt: instantView,
});
export type CompanyRuleView = z.infer<typeof companyRuleView>;
export const companyRuleRevision = z.object({
  revision: z.int(),
  yaml: z.string(),
  language: packLanguageView,
  by: z.string(),
  createdAt: instantView,
  inForce: z.boolean(),
});
export type CompanyRuleRevision = z.infer<typeof companyRuleRevision>;
/** `refused`: nothing was kept. */
export const companyRuleSaved = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), rule: companyRuleView }),
  z.object({ kind: z.literal('refused'), problems: z.array(ruleProblem) }),
]);

export const replayResult = z.object({
  messages: z.int(),
  hits: z.int(),
  alerts: z.int(),
  /** By the day in the number's zone, `YYYY-MM-DD`; days without anything are left out. */
  perDay: z.array(z.object({ day: z.string(), hits: z.int(), alerts: z.int() })),
  byRule: z.array(z.object({ rule: z.string(), hits: z.int(), alerts: z.int() })),
  forecast: z.object({ days: z.number(), alertsPerDay: z.number(), minutesPerDay: z.number() }),
  /** Spread over what was found, the newest first. Opening one is an audited disclosure of its conversation. */
  samples: z.array(
    z.object({ message: idView, conversation: idView, number: numberView, rule: z.string(), at: instantView }),
  ),
});
export type ReplayResult = z.infer<typeof replayResult>;
export const replayView = z.object({
  id: idView,
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  /** What is replayed: a rule that was being written, a kept company rule, or all that ran. */
  what: z.enum(['rule', 'company-rule', 'running']),
  /** The rules' names; at most 20. */
  rules: z.array(z.string()),
  numbers: z.array(numberView).nullable(),
  from: instantView.nullable(),
  until: instantView.nullable(),
  /** Messages looked at, and in all. */
  done: z.int(),
  total: z.int(),
  by: z.string(),
  createdAt: instantView,
  endedAt: instantView.nullable(),
  result: replayResult.nullable(),
});
export type ReplayView = z.infer<typeof replayView>;

/** An exception that would spare dismissed alerts. */
export const proposalView = z.object({
  words: z.string(),
  dismissed: z.object({ avoided: z.int(), of: z.int() }),
  confirmed: z.object({ lost: z.int(), of: z.int() }),
});
export type ProposalView = z.infer<typeof proposalView>;
