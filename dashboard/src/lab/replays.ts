/** Replays: starting one, following it live, ending it, listing what ran. */
import type { ReplayView } from '@atalaia/monitor/api';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';

export type ReplayAsked = Parameters<typeof api.replays.start.call>[0];

export function hasEnded({ state }: Pick<ReplayView, 'state'>): boolean {
  return state === 'done' || state === 'cancelled' || state === 'failed';
}

/** One replay, followed while it runs. */
export function useReplay(id: string) {
  const queryClient = useQueryClient();
  const options = api.replays.read.queryOptions({ input: { id } });
  const { queryKey } = options;
  useLiveNews((news) => {
    if (news.kind === 'missed') void queryClient.invalidateQueries({ queryKey });
    if (news.kind !== 'replay-progress' || news.id !== id) return;
    const { state, done, total } = news;
    queryClient.setQueryData<ReplayView>(queryKey, (old) => old && { ...old, state, done, total });
    if (hasEnded(news)) void queryClient.invalidateQueries({ queryKey });
  });
  // A short replay may have ended before anybody listened: what its start was answered with is asked again.
  return useQuery({ ...options, staleTime: 0 });
}

/** The newest first, kept fresh by the live connection. */
export function useReplays() {
  const queryClient = useQueryClient();
  useLiveNews((news) => {
    if (news.kind === 'missed' || (news.kind === 'replay-progress' && news.state !== 'running')) {
      void queryClient.invalidateQueries({ queryKey: api.replays.list.key() });
    }
  });
  return useInfiniteQuery(
    api.replays.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
}

export function useStartReplay() {
  const queryClient = useQueryClient();
  return useMutation(
    api.replays.start.mutationOptions({
      onSuccess: (answer) => {
        if (answer.kind === 'refused') return;
        const { replay } = answer;
        queryClient.setQueryData(api.replays.read.queryKey({ input: { id: replay.id } }), replay);
        void queryClient.invalidateQueries({ queryKey: api.replays.list.key() });
      },
    }),
  );
}

export function useCancelReplay(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => api.replays.cancel.call({ id }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.replays.read.queryKey({ input: { id } }) }),
  });
}
