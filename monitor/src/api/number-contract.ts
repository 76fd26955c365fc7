/** The part of the interface about numbers: set-up, link, notices, roster, completeness, and alerts about the monitoring itself. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { nothing } from './inputs.ts';
import {
  calendarFields,
  calendarView,
  captureFields,
  gapView,
  groupView,
  ledgerDay,
  noticeRow,
  numberDetail,
  pairingView,
  policyView,
  rosterAgent,
  systemAlertView,
} from './number-views.ts';
import { e164, idView, languageView, numberView, personView } from './views.ts';

const ofNumber = z.object({ id: idView });
const label = z.string().trim().max(100).nullable();
const noticeWords = z.object({
  chat: z.string().trim().min(20).max(8000),
  long: z.string().trim().min(20).max(20_000),
});
/** WhatsApp's number of a device: 0 is the phone. */
const device = z.int().min(0).max(99).nullable();

export const numbersContract = {
  list: oc.route({ method: 'GET', path: '/numbers' }).output(
    z.object({
      numbers: z.array(
        numberView.extend({
          conversations: z.int(),
          openAlerts: z.int(),
          lastMessageAt: z.int().nullable(),
          link: numberDetail.shape.link.nullable(),
          armed: z.boolean(),
        }),
      ),
    }),
  ),
  add: oc
    .route({ method: 'POST', path: '/numbers' })
    .input(z.object({ phone: e164, label, language: languageView, zone: z.string().max(64).optional() }))
    .output(numberView),
  read: oc.route({ method: 'GET', path: '/numbers/{id}' }).input(ofNumber).output(numberDetail),
  change: oc
    .route({ method: 'PATCH', path: '/numbers/{id}' })
    .input(
      z.object({
        id: idView,
        label: label.optional(),
        zone: z.string().max(64).optional(),
        language: languageView.optional(),
      }),
    )
    .output(numberView),
  /** All of what a dpo decides, as a whole. On an armed number nothing of it may be taken away. */
  setUp: oc
    .route({ method: 'PUT', path: '/numbers/{id}/capture' })
    .input(captureFields.extend({ id: idView }))
    .output(numberDetail),
  calendar: oc.route({ method: 'GET', path: '/numbers/{id}/calendar' }).input(ofNumber).output(calendarView),
  changeCalendar: oc
    .route({ method: 'PUT', path: '/numbers/{id}/calendar' })
    .input(calendarFields.extend({ id: idView }))
    .output(calendarView),
  /** Begins to capture. Refused with `not-ready` and what is missing. */
  arm: oc.route({ method: 'POST', path: '/numbers/{id}/arming' }).input(ofNumber).output(numberDetail),
  disarm: oc.route({ method: 'DELETE', path: '/numbers/{id}/arming' }).input(ofNumber).output(numberDetail),
  /** Says that the risks of a linked device were read. */
  readRisk: oc.route({ method: 'POST', path: '/numbers/{id}/risk' }).input(ofNumber).output(numberDetail),
  pair: oc
    .route({ method: 'POST', path: '/numbers/{id}/pairing' })
    .input(ofNumber.extend({ by: z.enum(['qr', 'code']) }))
    .output(pairingView),
  /** The code of the moment; recorded once for each person and pairing. */
  pairing: oc.route({ method: 'GET', path: '/numbers/{id}/pairing' }).input(ofNumber).output(pairingView),
  cancelPairing: oc.route({ method: 'DELETE', path: '/numbers/{id}/pairing' }).input(ofNumber).output(nothing),
  unlink: oc.route({ method: 'DELETE', path: '/numbers/{id}/link' }).input(ofNumber).output(nothing),
  /** Tries again now; after a refusal by WhatsApp (463) notices go out again. */
  reconnect: oc.route({ method: 'POST', path: '/numbers/{id}/link' }).input(ofNumber).output(nothing),
  test: oc
    .route({ method: 'POST', path: '/numbers/{id}/tests' })
    .input(ofNumber)
    .output(z.object({ arrived: z.boolean() })),
  groups: oc
    .route({ method: 'GET', path: '/numbers/{id}/groups' })
    .input(ofNumber)
    .output(z.object({ groups: z.array(groupView) })),
  allowGroups: oc
    .route({ method: 'PUT', path: '/numbers/{id}/groups' })
    .input(ofNumber.extend({ allowed: z.array(idView).max(500) }))
    .output(z.object({ groups: z.array(groupView) })),
  /** Newest day first. */
  completeness: oc
    .route({ method: 'GET', path: '/numbers/{id}/completeness' })
    .input(ofNumber.extend({ before: z.iso.date().optional() }))
    .output(z.object({ days: z.array(ledgerDay), gaps: z.array(gapView), next: z.iso.date().nullable() })),
};

export const noticesContract = {
  list: oc
    .route({ method: 'GET', path: '/numbers/{id}/notices' })
    .input(ofNumber)
    .output(z.object({ notices: z.array(noticeRow) })),
  /** The built-in text with the number's facts filled in; `missing` facts stand as blanks in it. */
  propose: oc
    .route({ method: 'GET', path: '/numbers/{id}/notices/{language}/proposal' })
    .input(ofNumber.extend({ language: languageView }))
    .output(z.object({ chat: z.string(), long: z.string(), missing: z.array(z.string()) })),
  /** Writes the draft of a language; there is at most one. */
  draft: oc
    .route({ method: 'PUT', path: '/numbers/{id}/notices/{language}/draft' })
    .input(ofNumber.extend({ language: languageView, material: z.boolean() }).extend(noticeWords.shape))
    .output(noticeRow),
  /** Puts the draft in force. `hash` is that of the words that were read. */
  approve: oc
    .route({ method: 'POST', path: '/numbers/{id}/notices/{language}/approvals' })
    .input(ofNumber.extend({ language: languageView, hash: z.string().length(64) }))
    .output(noticeRow),
};

export const rosterContract = {
  list: oc
    .route({ method: 'GET', path: '/numbers/{id}/roster' })
    .input(ofNumber)
    .output(z.object({ agents: z.array(rosterAgent), policy: policyView, armed: z.boolean() })),
  /** A new agent, with a one-time link to the policy: the secret stands in its fragment, shown once. */
  add: oc
    .route({ method: 'POST', path: '/numbers/{id}/roster' })
    .input(ofNumber.extend({ name: z.string().trim().min(1).max(200), device }))
    .output(z.object({ agent: personView, link: z.string(), joined: z.boolean() })),
  /** On an armed number only who has acknowledged the policy joins. */
  join: oc
    .route({ method: 'POST', path: '/numbers/{id}/roster/{agent}/periods' })
    .input(ofNumber.extend({ agent: idView, device }))
    .output(nothing),
  leave: oc
    .route({ method: 'DELETE', path: '/numbers/{id}/roster/{agent}/periods/{period}' })
    .input(ofNumber.extend({ agent: idView, period: idView }))
    .output(nothing),
  /** A new one-time link, valid for 72 hours; the earlier one stops working. */
  ask: oc
    .route({ method: 'POST', path: '/numbers/{id}/roster/{agent}/links' })
    .input(ofNumber.extend({ agent: idView }))
    .output(z.object({ link: z.string() })),
  /** The text that agents acknowledge; null goes back to the built-in one. */
  changePolicy: oc
    .route({ method: 'PUT', path: '/numbers/{id}/agent-policy' })
    .input(ofNumber.extend({ policy: z.record(languageView, z.string().trim().min(20).max(20_000)).nullable() }))
    .output(z.object({ policy: policyView })),
};

const secret = z.string().min(20).max(200);
export const acknowledgementsContract = {
  /** What the agent is shown; asks for no account. Opening spends nothing. */
  open: oc
    .route({ method: 'POST', path: '/acknowledgements/readings' })
    .input(z.object({ secret }))
    .output(
      z.object({
        controller: z.string().nullable(),
        number: z.string(),
        language: languageView,
        policy: policyView,
        expiresAt: z.int(),
      }),
    ),
  confirm: oc
    .route({ method: 'POST', path: '/acknowledgements' })
    .input(z.object({ secret, language: languageView }))
    .output(z.object({ at: z.int(), policy: z.string() })),
};

export const systemAlertsContract = {
  list: oc
    .route({ method: 'GET', path: '/system-alerts' })
    .input(
      z.object({
        state: z.enum(['open', 'done']).default('open'),
        number: idView.optional(),
        cursor: z.string().max(500).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ alerts: z.array(systemAlertView), next: z.string().nullable() })),
  close: oc
    .route({ method: 'POST', path: '/system-alerts/{id}/closings' })
    .input(z.object({ id: idView }))
    .output(nothing),
};
