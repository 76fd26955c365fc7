/** The company's numbers: reading them, naming them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';

export function useNumbers() {
  return useQuery(api.numbers.list.queryOptions());
}

export function useChangeNumber() {
  const queryClient = useQueryClient();
  return useMutation(
    api.numbers.change.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.numbers.list.key() }),
    }),
  );
}
