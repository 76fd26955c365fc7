/** Routes of alerts: the queue, opening one, deciding. */
import { authorize } from '../../access/permissions.ts';
import { type DecideAlerts, decideAlerts } from '../../alert/decide.ts';
import { type ListAlerts, listAlerts } from '../../alert/list.ts';
import { type ReadAlert, readAlert } from '../../alert/read.ts';
import { os, signedIn } from '../implement-contract.ts';

export function alertsRoutes(deps: ListAlerts & ReadAlert & DecideAlerts) {
  return os.alerts.router({
    list: os.alerts.list
      .use(signedIn)
      .handler(({ context, input }) => listAlerts(deps, authorize(context.actor, 'alert:list'), input)),
    read: os.alerts.read
      .use(signedIn)
      .handler(({ context, input }) => readAlert(deps, authorize(context.actor, 'alert:read'), input)),
    decide: os.alerts.decide
      .use(signedIn)
      .handler(({ context, input }) => decideAlerts(deps, authorize(context.actor, 'alert:decide'), input)),
  });
}
