/** The people who sign in: reading, inviting, changing. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';

export function useUsers() {
  return useQuery(api.users.list.queryOptions());
}

export function useInvite() {
  const refresh = useRefreshUsers();
  return useMutation(api.users.invite.mutationOptions({ onSuccess: refresh }));
}

/** Agents by name, which is recorded: read when it is asked who somebody is. */
export function useAgentsByName() {
  return useQuery({ ...api.users.agents.queryOptions(), gcTime: 0, staleTime: Number.POSITIVE_INFINITY });
}

export function useChangeUser() {
  const refresh = useRefreshUsers();
  return useMutation(api.users.change.mutationOptions({ onSuccess: refresh }));
}

function useRefreshUsers() {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: api.users.list.key() });
}

/** The roles offered: what goes together, else alone (the server refuses the rest). Agents are not: there is nothing for them here yet. */
export const roleSets = [['manager'], ['dpo'], ['manager', 'dpo'], ['auditor'], ['administrator']] as const;
export type RoleSet = (typeof roleSets)[number];

/** The key of a set of roles in the texts. */
export function roleSetKey(roles: readonly (RoleSet[number] | 'agent')[]) {
  const [first = 'agent'] = roles;
  return roles.length > 1 ? 'manager+dpo' : first;
}
