/** Route of invited people: they accept. */
import { type AcceptInvitation, acceptInvitation } from '../../access/accept-invitation.ts';
import { type LimitTries, limitTries } from '../../access/limit-tries.ts';
import { type ViewUser, viewMe } from '../../access/view-user.ts';
import { os } from '../implement-contract.ts';

export function invitationsRoutes(deps: AcceptInvitation & ViewUser & LimitTries) {
  return os.invitations.router({
    accept: os.invitations.accept.handler(async ({ context, input }) => {
      limitTries(deps, context.source);
      const { token, user } = await acceptInvitation(deps, input);
      context.cookie.give(token);
      return viewMe(deps, user);
    }),
  });
}
