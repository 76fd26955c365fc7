/** Links to the portal: making one, revoking it. The link and its code are known to this screen only, and once. */
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useReadAnew } from '../rights/read-anew.ts';

export function useMakeShare() {
  return useMutation(api.shares.make.mutationOptions({ gcTime: 0, onSuccess: useReadAnew() }));
}

export function useRevokeShare() {
  return useMutation(api.shares.revoke.mutationOptions({ onSuccess: useReadAnew() }));
}
