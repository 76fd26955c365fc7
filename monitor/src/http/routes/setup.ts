/** Routes of the first start: is an administrator awaited, and here they are. */
import {
  type CreateFirstAdministrator,
  createFirstAdministrator,
  hasAdministrator,
} from '../../access/first-administrator.ts';
import { type LimitTries, limitTries } from '../../access/limit-tries.ts';
import { type ViewUser, viewMe } from '../../access/view-user.ts';
import { os } from '../implement-contract.ts';

export function setupRoutes(deps: CreateFirstAdministrator & ViewUser & LimitTries) {
  return os.setup.router({
    state: os.setup.state.handler(async () => ({
      kind: (await hasAdministrator(deps)) ? ('ready' as const) : ('first-administrator-awaited' as const),
    })),
    firstAdministrator: os.setup.firstAdministrator.handler(async ({ context, input }) => {
      limitTries(deps, context.source);
      const { token, user } = await createFirstAdministrator(deps, input);
      context.cookie.give(token);
      return viewMe(deps, user);
    }),
  });
}
