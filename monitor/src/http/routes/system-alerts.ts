/** Routes of alerts about the monitoring itself. */
import type { NumberId } from '@atalaia/storage';
import { authorize } from '../../access/permissions.ts';
import { type CloseSystemAlert, closeSystemAlert } from '../../system-alert/close.ts';
import { type ListSystemAlerts, listSystemAlerts } from '../../system-alert/list.ts';
import { os, signedIn } from '../implement-contract.ts';

export function systemAlertsRoutes(deps: ListSystemAlerts & CloseSystemAlert) {
  return os.systemAlerts.router({
    list: os.systemAlerts.list.use(signedIn).handler(({ context, input }) => {
      const authorized = authorize(context.actor, 'system-alert:list', input.number as NumberId | undefined);
      return listSystemAlerts(deps, authorized, { ...input, number: input.number as NumberId | undefined });
    }),
    close: os.systemAlerts.close.use(signedIn).handler(async ({ context, input }) => {
      await closeSystemAlert(deps, authorize(context.actor, 'system-alert:close'), input.id);
      return {};
    }),
  });
}
