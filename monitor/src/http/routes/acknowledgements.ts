/** Routes of agents who read the monitoring policy: a one-time link, no account. */
import { type LimitTries, limitTries } from '../../access/limit-tries.ts';
import { type AcknowledgePolicy, acknowledgePolicy, openAcknowledgement } from '../../roster/acknowledge.ts';
import { os } from '../implement-contract.ts';

export function acknowledgementsRoutes(deps: AcknowledgePolicy & LimitTries) {
  return os.acknowledgements.router({
    open: os.acknowledgements.open.handler(({ context, input }) => {
      limitTries(deps, context.source);
      return openAcknowledgement(deps, input.secret);
    }),
    confirm: os.acknowledgements.confirm.handler(({ context, input }) => {
      limitTries(deps, context.source);
      return acknowledgePolicy(deps, input);
    }),
  });
}
