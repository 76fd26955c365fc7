/** The whole HTTP interface: paths, inputs, outputs. Implemented in `http/`, used by the dashboard, described at /api/openapi.json. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { meView, userView } from './access-views.ts';
import { alertDetail, alertPlace, alertRow, alertState, decisionKind, decisionReason } from './alert-views.ts';
import { auditRow, receivedCheckpoint } from './audit-views.ts';
import { conversationPage, messageView } from './conversation-views.ts';
import { importView } from './import-views.ts';
import {
  acknowledgementsContract,
  noticesContract,
  numbersContract,
  rosterContract,
  systemAlertsContract,
} from './number-contract.ts';
import { personsContract, revealReason } from './person-contract.ts';
import {
  companyContract,
  erasuresContract,
  exportsContract,
  holdsContract,
  requestsContract,
  retentionContract,
  rightsContract,
  sharesContract,
} from './rights-contract.ts';
import { alertBudgetContract, companyRulesContract, replaysContract, rulesContract } from './rule-contract.ts';
import { termFields, termView } from './rule-views.ts';
import { basisView, e164, idView, languageView, numberView, personView, roleView, severityView } from './views.ts';

const nothing = z.object({});
const cursor = z.string().max(500).optional();
const secret = z.string().min(20).max(200);
const password = z.string().min(12).max(200);
const limit = z.coerce.number().int().min(1).max(200).default(50);
const totpCode = z.string().regex(/^[0-9]{6}$/);

export const contract = {
  setup: {
    state: oc
      .route({ method: 'GET', path: '/setup' })
      .output(z.object({ kind: z.enum(['first-administrator-awaited', 'ready']) })),
    /** The secret comes from the one-time link's fragment, printed when the program first starts. */
    firstAdministrator: oc
      .route({ method: 'POST', path: '/setup' })
      .input(
        z.object({
          secret,
          email: z.email(),
          name: z.string().trim().min(1).max(200),
          password,
          language: languageView,
        }),
      )
      .output(meView),
  },
  session: {
    signIn: oc
      .route({ method: 'POST', path: '/session' })
      .input(z.object({ email: z.email(), password: z.string().min(1).max(200) }))
      .output(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('signed-in'), me: meView }),
          z.object({ kind: z.literal('totp-required') }),
        ]),
      ),
    totp: oc
      .route({ method: 'POST', path: '/session/totp' })
      .input(z.object({ code: totpCode }))
      .output(meView),
    me: oc.route({ method: 'GET', path: '/session' }).output(meView),
    signOut: oc.route({ method: 'DELETE', path: '/session' }).output(nothing),
    list: oc.route({ method: 'GET', path: '/sessions' }).output(
      z.object({
        sessions: z.array(z.object({ id: idView, current: z.boolean(), createdAt: z.int(), seenAt: z.int() })),
      }),
    ),
    end: oc
      .route({ method: 'DELETE', path: '/sessions/{id}' })
      .input(z.object({ id: idView }))
      .output(nothing),
    /** `code`: of the authenticator in force, without which it is not replaced. */
    beginTotp: oc
      .route({ method: 'POST', path: '/session/totp-enrolment' })
      .input(z.object({ code: totpCode.optional() }).optional())
      .output(z.object({ secret: z.string(), uri: z.string() })),
    confirmTotp: oc
      .route({ method: 'PUT', path: '/session/totp-enrolment' })
      .input(z.object({ code: totpCode }))
      .output(meView),
    language: oc
      .route({ method: 'PUT', path: '/session/language' })
      .input(z.object({ language: languageView }))
      .output(meView),
  },
  invitations: {
    accept: oc
      .route({ method: 'POST', path: '/invitations/accept' })
      .input(z.object({ secret, name: z.string().trim().min(1).max(200), password, language: languageView }))
      .output(meView),
  },
  users: {
    list: oc.route({ method: 'GET', path: '/users' }).output(z.object({ users: z.array(userView) })),
    /** Agents by name, to say which user is which of them: recorded. */
    agents: oc.route({ method: 'GET', path: '/users/agents' }).output(z.object({ agents: z.array(personView) })),
    /** Answers the one-time link's path with the secret in its fragment: shown once. */
    invite: oc
      .route({ method: 'POST', path: '/users' })
      .input(
        z.object({
          email: z.email(),
          roles: z.array(roleView).min(1),
          numbers: z.array(idView).nullable(),
          language: languageView,
        }),
      )
      .output(z.object({ user: userView, link: z.string() })),
    change: oc
      .route({ method: 'PATCH', path: '/users/{id}' })
      .input(
        z.object({
          id: idView,
          roles: z.array(roleView).min(1).optional(),
          numbers: z.array(idView).nullable().optional(),
          /** Granted to the person by name, beyond the role. */
          rights: z.array(z.enum(['export', 'erase'])).optional(),
          /** Who they are among the persons of the archive, for instance one of `agents`; null = nobody. */
          person: idView.nullable().optional(),
          state: z.enum(['active', 'ended']).optional(),
          /** Who takes over what they may no longer answer for: holds, requests, duties, a part in the rights policy. */
          successor: idView.nullable().optional(),
        }),
      )
      .output(userView),
  },
  acknowledgements: acknowledgementsContract,
  notices: noticesContract,
  numbers: numbersContract,
  roster: rosterContract,
  systemAlerts: systemAlertsContract,
  imports: {
    /** Announces an import; then the file goes, as bytes, to PUT /api/imports/{id}/file. Progress comes over /live and here. */
    begin: oc
      .route({ method: 'POST', path: '/imports' })
      .input(
        z.object({
          number: e164,
          basis: basisView,
          fileName: z.string().max(500),
          contact: e164.optional(),
          agent: z.string().trim().min(1).max(200).optional(),
          zone: z.string().max(64).optional(),
        }),
      )
      .output(importView),
    list: oc
      .route({ method: 'GET', path: '/imports' })
      .input(z.object({ cursor, limit }))
      .output(z.object({ imports: z.array(importView), next: z.string().nullable() })),
    read: oc
      .route({ method: 'GET', path: '/imports/{id}' })
      .input(z.object({ id: idView }))
      .output(importView),
  },
  alerts: {
    list: oc
      .route({ method: 'GET', path: '/alerts' })
      .input(
        z.object({
          state: alertState.default('open'),
          place: alertPlace.default('desk'),
          severity: severityView.optional(),
          number: idView.optional(),
          cursor,
          limit,
        }),
      )
      .output(z.object({ alerts: z.array(alertRow), next: z.string().nullable(), total: z.int() })),
    /** Opens an alert with its conversation: recorded with name and time before it is answered. */
    read: oc
      .route({ method: 'POST', path: '/alerts/{id}/readings' })
      .input(z.object({ id: idView }))
      .output(alertDetail),
    decide: oc
      .route({ method: 'POST', path: '/alerts/decisions' })
      .input(
        z.object({
          alerts: z.array(idView).min(1).max(200),
          decision: decisionKind,
          reason: decisionReason.nullable(),
          comment: z.string().trim().max(2000).optional(),
        }),
      )
      .output(z.object({ alerts: z.array(alertRow) })),
  },
  conversations: {
    list: oc
      .route({ method: 'GET', path: '/conversations' })
      .input(z.object({ number: idView.optional(), cursor, limit }))
      .output(
        z.object({
          conversations: z.array(
            z.object({
              id: idView,
              number: numberView,
              group: z.boolean(),
              code: z.string(),
              person: personView.nullable(),
              messages: z.int(),
              lastAt: z.int().nullable(),
              /** Its contact was erased then; null for all others. */
              erasedAt: z.int().nullable(),
            }),
          ),
          next: z.string().nullable(),
        }),
      ),
    /** One disclosure: a page before, after or around a message; the newest page if none is named. */
    read: oc
      .route({ method: 'POST', path: '/conversations/{id}/readings' })
      .input(
        z.object({
          id: idView,
          before: z.string().max(500).optional(),
          after: z.string().max(500).optional(),
          around: idView.optional(),
        }),
      )
      .output(conversationPage),
    /** Shows names, numbers and identifiers for ten minutes, with a one-key reason. */
    reveal: oc
      .route({ method: 'POST', path: '/conversations/{id}/reveals' })
      .input(z.object({ id: idView, reason: revealReason }))
      .output(z.object({ until: z.int() })),
    conceal: oc
      .route({ method: 'DELETE', path: '/conversations/{id}/reveals' })
      .input(z.object({ id: idView }))
      .output(nothing),
  },
  persons: personsContract,
  rights: rightsContract,
  requests: requestsContract,
  exports: exportsContract,
  shares: sharesContract,
  erasures: erasuresContract,
  holds: holdsContract,
  retention: retentionContract,
  company: companyContract,
  rules: rulesContract,
  companyRules: companyRulesContract,
  replays: replaysContract,
  alertBudget: alertBudgetContract,
  terms: {
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
  },
  search: {
    /** Searches the sealed archive; the purpose and the sealed words enter the audit trail; results are masked. */
    run: oc
      .route({ method: 'POST', path: '/searches' })
      .input(
        z.object({
          words: z.string().trim().min(2).max(200),
          purpose: z.enum(['judge-alert', 'answer-request', 'investigation', 'legal-duty']),
          number: idView.optional(),
          before: z.int().optional(),
        }),
      )
      .output(
        z.object({
          results: z.array(z.object({ conversation: idView, number: numberView, message: messageView })),
          next: z.int().nullable(),
        }),
      ),
  },
  audit: {
    list: oc
      .route({ method: 'GET', path: '/audit' })
      .input(z.object({ cursor, limit }))
      .output(z.object({ entries: z.array(auditRow), next: z.string().nullable() })),
    /** `received`: checkpoint files that left the machine earlier; without them origin is not proved. */
    verify: oc
      .route({ method: 'POST', path: '/audit/verifications' })
      .input(z.object({ received: z.array(receivedCheckpoint).max(500).default([]) }).default({ received: [] }))
      .output(
        z.object({
          kind: z.enum(['intact', 'broken']),
          chains: z.int(),
          entries: z.int(),
          messages: z.int(),
          /** Newer than the last batch of their number: nothing is proved about them yet. */
          uncovered: z.int(),
          /** Entries that no received checkpoint covers. */
          unproved: z.int(),
          fingerprint: z.string(),
          /** Names the chain and the entry, or the checkpoint. */
          problem: z.string().nullable(),
        }),
      ),
  },
};
export type Contract = typeof contract;
