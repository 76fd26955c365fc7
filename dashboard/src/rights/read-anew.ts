/** After a decision about a person everything that shows them is read again: their page, the desk's lists, their badge. */
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';

export function useReadAnew(): () => void {
  const queryClient = useQueryClient();
  return () => {
    for (const queryKey of [
      api.persons.key(),
      api.rights.key(),
      api.requests.key(),
      api.holds.key(),
      api.erasures.key(),
      api.conversations.list.key(),
    ]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
}
