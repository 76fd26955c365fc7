/** Which alerts the queue shows: kept in the address, so that a link opens the same view. */
import { alertPlace, alertState, idView, severityView } from '@atalaia/monitor/api';
import { z } from 'zod';

export const queueFilter = z.object({
  place: alertPlace.optional().catch(undefined),
  state: alertState.optional().catch(undefined),
  severity: severityView.optional().catch(undefined),
  number: idView.optional().catch(undefined),
});
export type QueueFilter = z.infer<typeof queueFilter>;
