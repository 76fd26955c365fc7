/** Rules as the lab reads and changes them: their list, their figures, modes, exceptions. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';

/** How many days the figures beside a rule look back. */
export const figureDays = 30;

/** All rules, kept fresh by the live connection. */
export function useRules() {
  const refresh = useRefreshRules();
  useLiveNews((news) => {
    if (news.kind === 'rules-changed' || news.kind === 'missed') refresh();
  });
  return useQuery(api.rules.list.queryOptions());
}

/** What each rule was worth in the last 30 days, read anew when an alert was raised or decided. */
export function useFigures() {
  const queryClient = useQueryClient();
  useLiveNews((news) => {
    if (news.kind === 'alert-decided' || news.kind === 'missed') {
      void queryClient.invalidateQueries({ queryKey: api.rules.figures.key() });
    }
  });
  return useQuery(api.rules.figures.queryOptions({ input: { days: figureDays } }));
}

export function useSetMode() {
  const refresh = useRefreshRules();
  return useMutation(api.rules.setMode.mutationOptions({ onSettled: refresh }));
}

export function useSetExceptions() {
  const refresh = useRefreshRules();
  return useMutation(api.rules.setExceptions.mutationOptions({ onSettled: refresh }));
}

/** Call after anything that makes another version of the rules. */
export function useRefreshRules(): () => void {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: api.rules.list.key() });
    void queryClient.invalidateQueries({ queryKey: api.rules.versions.key() });
  };
}
