/** Routes of the agents of a number. */
import type { NumberId, PersonId } from '@atalaia/storage';
import { type AddAgent, addAgent } from '../../roster/add.ts';
import { type AskAcknowledgement, askAcknowledgement } from '../../roster/ask.ts';
import { type ChangePolicy, changePolicy } from '../../roster/change-policy.ts';
import { type JoinRoster, joinRoster } from '../../roster/join.ts';
import { type LeaveRoster, leaveRoster } from '../../roster/leave.ts';
import { type ListRoster, listRoster } from '../../roster/list.ts';
import { os } from '../implement-contract.ts';
import { onNumber } from '../on-number.ts';

type RosterDeps = ListRoster & AddAgent & JoinRoster & LeaveRoster & AskAcknowledgement & ChangePolicy;

export function rosterRoutes(deps: RosterDeps) {
  return os.roster.router({
    list: os.roster.list
      .use(onNumber('roster:list'))
      .handler(({ context, input }) => listRoster(deps, context.authorized, input.id as NumberId)),
    add: os.roster.add
      .use(onNumber('roster:change'))
      .handler(({ context, input: { id, ...agent } }) => addAgent(deps, context.authorized, id as NumberId, agent)),
    join: os.roster.join.use(onNumber('roster:change')).handler(async ({ context, input }) => {
      const { id, agent, device } = input;
      await joinRoster(deps, context.authorized, id as NumberId, agent as PersonId, device);
      return {};
    }),
    leave: os.roster.leave.use(onNumber('roster:change')).handler(async ({ context, input }) => {
      const { id, agent, period } = input;
      await leaveRoster(deps, context.authorized, id as NumberId, { agent: agent as PersonId, period });
      return {};
    }),
    ask: os.roster.ask.use(onNumber('roster:change')).handler(async ({ context, input }) => ({
      link: await askAcknowledgement(deps, context.authorized, input.id as NumberId, input.agent as PersonId),
    })),
    changePolicy: os.roster.changePolicy.use(onNumber('roster:change')).handler(async ({ context, input }) => ({
      policy: await changePolicy(deps, context.authorized, input.id as NumberId, input.policy),
    })),
  });
}
