/** Routes of the people who may sign in. */
import type { NumberId, PersonId, UserId } from '@atalaia/storage';
import { type ChangeUser, changeUser } from '../../access/change-user.ts';
import { type InviteUser, inviteUser } from '../../access/invite.ts';
import { type ListAgents, listAgents } from '../../access/list-agents.ts';
import { listUsers } from '../../access/list-users.ts';
import { authorize } from '../../access/permissions.ts';
import { type ViewUser, viewUser } from '../../access/view-user.ts';
import { os, signedIn } from '../implement-contract.ts';

export function usersRoutes(deps: InviteUser & ChangeUser & ViewUser & ListAgents) {
  return os.users.router({
    list: os.users.list
      .use(signedIn)
      .handler(async ({ context }) => ({ users: await listUsers(deps, authorize(context.actor, 'user:list')) })),
    agents: os.users.agents
      .use(signedIn)
      .handler(async ({ context }) => ({ agents: await listAgents(deps, authorize(context.actor, 'user:change')) })),
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
        person: input.person as PersonId | null | undefined,
        successor: input.successor as UserId | null | undefined,
      });
      return viewUser(deps, changed);
    }),
  });
}
