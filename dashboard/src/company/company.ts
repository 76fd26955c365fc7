/** What holds for the whole company: the policy of people's rights, its export, closing the account. */
import type { ExportView } from '@atalaia/monitor/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.ts';

export function useSetRightsPolicy() {
  const queryClient = useQueryClient();
  return useMutation(
    api.rights.setPolicy.mutationOptions({
      onSuccess: (policy) => queryClient.setQueryData(api.rights.policy.queryKey(), policy),
    }),
  );
}

/** The export that was begun from this page; `null` before. */
export function useCompanyExport() {
  const [begun, setBegun] = useState<ExportView | null>(null);
  const begin = useMutation(api.company.export.mutationOptions({ onSuccess: setBegun }));
  return { begin, begun };
}

export function useClosure(may: boolean) {
  return useQuery(api.company.closure.queryOptions({ enabled: may }));
}

export function useCloseAccount() {
  const queryClient = useQueryClient();
  return useMutation(
    api.company.close.mutationOptions({
      onSuccess: (closure) => queryClient.setQueryData(api.company.closure.queryKey(), closure),
    }),
  );
}
