/** Routes of the people who may sign in. */
import type { NumberId, UserId } from '@atalaia/storage';
import { type ChangeUser, changeUser } from '../../access/change-user.ts';
import { type InviteUser, inviteUser } from '../../access/invite.ts';
import { listUsers } from '../../access/list-users.ts';
import { authorize } from '../../access/permissions.ts';
import { type ViewUser, viewUser } from '../../access/view-user.ts';
import { os, signedIn } from '../implement-contract.ts';

export function usersRoutes(deps: InviteUser & ChangeUser & ViewUser) {
  return os.users.router({
    list: os.users.list
      .use(signedIn)
      .handler(async ({ context }) => ({ users: await listUsers(deps, authorize(context.actor, 'user:list')) })),
    invite: os.users.invite.use(signedIn).handler(async ({ context, input }) => {
      const { user, link } = await inviteUser(deps, authorize(context.actor, 'user:change'), {
        ...input,
        numbers: input.numbers as NumberId[] | null,
      });
      return { user: await viewUser(deps, user), link };
    }),
    change: os.users.change.use(signedIn).handler(async ({ context, input }) => {
      const changed = await changeUser(deps, authorize(context.actor, 'user:change'), {
        ...input,
        id: input.id as UserId,
        numbers: input.numbers as NumberId[] | null | undefined,
      });
      return viewUser(deps, changed);
    }),
  });
}
