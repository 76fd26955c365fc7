/** Alerts about the monitoring itself: reading the open ones, following them live, marking them as done. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';
import { useMe } from '../app/session.ts';

/** Of one number, or of all that the reader may see. */
export function useSystemAlerts(number: string | undefined, onRaised: () => void) {
  const may = useMe().acts.includes('system-alert:list');
  const queryClient = useQueryClient();
  useLiveNews((news) => {
    if (news.kind === 'system-alert-raised') onRaised();
    if (news.kind !== 'missed' && news.kind !== 'system-alert-raised' && news.kind !== 'system-alert-closed') return;
    void queryClient.invalidateQueries({ queryKey: api.systemAlerts.key() });
  });
  const input = { state: 'open' as const, limit: 50, ...(number !== undefined && { number }) };
  return useQuery(api.systemAlerts.list.queryOptions({ input, enabled: may }));
}

export function useCloseSystemAlert() {
  const queryClient = useQueryClient();
  return useMutation(
    api.systemAlerts.close.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.systemAlerts.key() }),
    }),
  );
}
