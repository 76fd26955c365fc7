/** The part of the interface about rules: modes, trying, versions, figures, the company's own rules, replays, and the alert budget. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { cursor, limit, nothing } from './inputs.ts';
import {
  companyRuleMode,
  companyRuleRevision,
  companyRuleSaved,
  companyRuleText,
  companyRuleView,
  modeView,
  packLanguageView,
  packView,
  proposalView,
  refView,
  replayView,
  reviewTimeView,
  ruleChange,
  ruleFigures,
  ruleProblem,
  targetView,
  termFields,
  termView,
  triedHit,
  versionRow,
} from './rule-views.ts';
import { idView, instantView } from './views.ts';

export const rulesContract = {
  list: oc.route({ method: 'GET', path: '/rules' }).output(
    z.object({
      version: z.string(),
      /** The version that is held until the files are followed again; null while they are followed. */
      pinned: idView.nullable(),
      packs: z.array(packView),
      /** Packs that could not be read: the running rules go on. */
      problems: z.array(z.object({ file: z.string(), line: z.int(), column: z.int(), message: z.string() })),
    }),
  ),
  /** Evaluates pasted text with the running rules, a company term, or one rule that is being written; nothing is stored. */
  scan: oc
    .route({ method: 'POST', path: '/rules/scan' })
    .input(
      z.object({
        text: z.string().max(65_536),
        /** Each line of the text is a message of its own; offsets stay those of the whole text. */
        lines: z.boolean().default(false),
        from: z.enum(['agent', 'contact']).optional(),
        term: termFields.optional(),
        /** YAML of one rule as it would stand in a pack. */
        rule: z.string().max(20_000).optional(),
        /** Which language the rule is written for. */
        language: packLanguageView.optional(),
      }),
    )
    .output(
      z.object({
        hits: z.array(triedHit),
        /** What is wrong with the rule; without one, or with a good one, nothing. */
        problems: z.array(ruleProblem),
      }),
    ),
  /** `default`: as the file asks. A company rule has its mode with it: see `companyRules.save`. */
  setMode: oc
    .route({ method: 'PUT', path: '/rules/mode' })
    .input(z.object({ target: targetView, mode: z.enum([...modeView.options, 'default']) }))
    .output(nothing),
  /** The company's own exceptions of a rule, as a whole; beside those in its file. */
  setExceptions: oc
    .route({ method: 'PUT', path: '/rules/exceptions' })
    .input(z.object({ rule: refView, exceptions: z.array(z.string().trim().min(2).max(200)).max(200) }))
    .output(nothing),
  /** Words around the hits that dismissed alerts share and confirmed ones do not. Their texts are opened: one audited run. */
  proposals: oc
    .route({ method: 'POST', path: '/rules/proposals' })
    .input(z.object({ rule: refView }))
    .output(z.object({ proposals: z.array(proposalView) })),
  figures: oc
    .route({ method: 'GET', path: '/rules/figures' })
    .input(z.object({ days: z.coerce.number().int().min(1).max(366).default(30) }))
    .output(
      z.object({
        days: z.int(),
        rules: z.array(ruleFigures),
        totals: ruleFigures.omit({ rule: true }),
        reviewTime: reviewTimeView,
      }),
    ),
  /** The newest first. */
  versions: oc
    .route({ method: 'GET', path: '/rules/versions' })
    .input(z.object({ cursor, limit }))
    .output(z.object({ versions: z.array(versionRow), pinned: idView.nullable(), next: z.string().nullable() })),
  /** From `against` (the running version if none is named) to this version. */
  diff: oc
    .route({ method: 'GET', path: '/rules/versions/{id}/diff' })
    .input(z.object({ id: idView, against: idView.optional() }))
    .output(z.object({ changes: z.array(ruleChange) })),
  /** Runs exactly this version until `follow`; in force when answered. */
  rollBack: oc
    .route({ method: 'POST', path: '/rules/versions/{id}/restore' })
    .input(z.object({ id: idView }))
    .output(nothing),
  /** Files, terms and modes decide again. */
  follow: oc.route({ method: 'DELETE', path: '/rules/pin' }).output(nothing),
};

const ofCompanyRule = z.object({ id: idView });

export const companyRulesContract = {
  list: oc.route({ method: 'GET', path: '/company-rules' }).output(z.object({ rules: z.array(companyRuleView) })),
  /** `id` and `revision` of what was read before changing it; both null for a new rule. Its own examples must hold, unless it is a draft. */
  save: oc
    .route({ method: 'PUT', path: '/company-rules' })
    .input(
      z.object({
        id: idView.nullable(),
        revision: z.int().nullable(),
        yaml: companyRuleText,
        language: packLanguageView.default('any'),
        mode: companyRuleMode,
      }),
    )
    .output(companyRuleSaved),
  /** The newest first. */
  revisions: oc
    .route({ method: 'GET', path: '/company-rules/{id}/revisions' })
    .input(ofCompanyRule)
    .output(z.object({ revisions: z.array(companyRuleRevision) })),
  /** Puts an earlier text in force, as a new revision with the mode of the newest. */
  restore: oc
    .route({ method: 'POST', path: '/company-rules/{id}/restore' })
    .input(z.object({ id: idView, revision: z.int().min(1) }))
    .output(companyRuleSaved),
  remove: oc.route({ method: 'DELETE', path: '/company-rules/{id}' }).input(ofCompanyRule).output(nothing),
};

const ofReplay = z.object({ id: idView });

export const replaysContract = {
  /** Runs in the background, one after another; progress comes over /live and here. Recorded before a text is opened. */
  start: oc
    .route({ method: 'POST', path: '/replays' })
    .input(
      z.object({
        what: z.union([
          z.object({ rule: companyRuleText, language: packLanguageView.default('any') }),
          z.object({ companyRule: idView }),
          z.object({ running: z.literal(true) }),
        ]),
        numbers: z.array(idView).min(1).max(200).optional(),
        /** Messages written from, and before. */
        from: instantView.optional(),
        until: instantView.optional(),
      }),
    )
    .output(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('started'), replay: replayView }),
        z.object({ kind: z.literal('refused'), problems: z.array(ruleProblem) }),
      ]),
    ),
  /** The newest first, without their results. */
  list: oc
    .route({ method: 'GET', path: '/replays' })
    .input(z.object({ cursor, limit }))
    .output(z.object({ replays: z.array(replayView), next: z.string().nullable() })),
  read: oc.route({ method: 'GET', path: '/replays/{id}' }).input(ofReplay).output(replayView),
  cancel: oc.route({ method: 'DELETE', path: '/replays/{id}' }).input(ofReplay).output(replayView),
};

/** Alerts of low and medium severity beyond it go to the digest. */
const perReviewerPerDay = z.int().min(1).max(10_000).nullable();

export const alertBudgetContract = {
  read: oc
    .route({ method: 'GET', path: '/alert-budget' })
    /**
     * `today`: what came to the desk since the day began in each zone of the numbers, of imports apart, as the budget
     * counts it; `reviewers`: managers and dpos who can sign in.
     */
    .output(
      z.object({
        perReviewerPerDay,
        reviewers: z.int(),
        today: z.array(z.object({ zone: z.string(), live: z.int(), imported: z.int() })),
        digest: z.int(),
      }),
    ),
  set: oc.route({ method: 'PUT', path: '/alert-budget' }).input(z.object({ perReviewerPerDay })).output(nothing),
};

export const termsContract = {
  list: oc.route({ method: 'GET', path: '/terms' }).output(z.object({ terms: z.array(termView) })),
  save: oc
    .route({ method: 'PUT', path: '/terms' })
    .input(z.object({ id: idView.nullable(), revision: z.int().nullable(), term: termFields }))
    .output(termView),
  remove: oc
    .route({ method: 'DELETE', path: '/terms/{id}' })
    .input(z.object({ id: idView }))
    .output(nothing),
  /** All company terms as a rule pack in YAML. */
  pack: oc.route({ method: 'GET', path: '/terms/pack' }).output(z.object({ yaml: z.string() })),
};
