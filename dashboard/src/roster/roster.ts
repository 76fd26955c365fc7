/** The agents of a number and the policy they acknowledge. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';

export function useRoster(number: string) {
  const refresh = useRefresh();
  useLiveNews((news) => {
    if (news.kind === 'number-changed' && news.number === number) refresh();
  });
  return useQuery(api.roster.list.queryOptions({ input: { id: number } }));
}

export function useRosterChanges() {
  const onSuccess = useRefresh();
  return {
    add: useMutation(api.roster.add.mutationOptions({ onSuccess })),
    join: useMutation(api.roster.join.mutationOptions({ onSuccess })),
    leave: useMutation(api.roster.leave.mutationOptions({ onSuccess })),
    ask: useMutation(api.roster.ask.mutationOptions({ onSuccess })),
    changePolicy: useMutation(api.roster.changePolicy.mutationOptions({ onSuccess })),
  };
}

function useRefresh(): () => void {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: api.roster.key() });
    void queryClient.invalidateQueries({ queryKey: api.numbers.key() });
  };
}
