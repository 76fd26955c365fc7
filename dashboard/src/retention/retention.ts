/** How long what is kept: the company's periods and each number's own; what would go, and running it by hand. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useReadAnew } from '../rights/read-anew.ts';

export function useRetention() {
  return useQuery(api.retention.read.queryOptions());
}

export function useSetRetention() {
  const queryClient = useQueryClient();
  return useMutation(
    api.retention.set.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.retention.key() }),
    }),
  );
}

export function useRetentionPreview(number: string) {
  return useQuery(api.retention.preview.queryOptions({ input: { number } }));
}

export function useRunRetention() {
  return useMutation(api.retention.run.mutationOptions({ onSuccess: useReadAnew() }));
}
