/** The whole HTTP interface: paths, inputs, outputs. Implemented in `http/`, used by the dashboard, described at /api/openapi.json. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { invitationsContract, sessionContract, setupContract, usersContract } from './access-contract.ts';
import { alertsContract } from './alert-contract.ts';
import { auditRow, receivedCheckpoint } from './audit-views.ts';
import { conversationsContract, searchContract } from './conversation-contract.ts';
import { importView } from './import-views.ts';
import { cursor, limit } from './inputs.ts';
import {
  acknowledgementsContract,
  noticesContract,
  numbersContract,
  rosterContract,
  systemAlertsContract,
} from './number-contract.ts';
import { personsContract } from './person-contract.ts';
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
import {
  alertBudgetContract,
  companyRulesContract,
  replaysContract,
  rulesContract,
  termsContract,
} from './rule-contract.ts';
import { basisView, e164, idView } from './views.ts';

export const contract = {
  setup: setupContract,
  session: sessionContract,
  invitations: invitationsContract,
  users: usersContract,
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
  alerts: alertsContract,
  conversations: conversationsContract,
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
  terms: termsContract,
  search: searchContract,
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
