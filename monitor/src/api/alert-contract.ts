/** The part of the interface that is about alerts. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { alertDetail, alertPlace, alertRow, alertState, decisionKind, decisionReason } from './alert-views.ts';
import { cursor, limit } from './inputs.ts';
import { idView, severityView } from './views.ts';

export const alertsContract = {
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
};
