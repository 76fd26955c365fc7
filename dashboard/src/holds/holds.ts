/** Legal holds: reading them, placing one, lifting it. */
import type { HoldView } from '@atalaia/monitor/api';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';
import { useReadAnew } from '../rights/read-anew.ts';

export function useHolds(state: HoldView['state']) {
  const queryClient = useQueryClient();
  useLiveNews((news) => {
    if (news.kind !== 'missed' && news.kind !== 'hold-changed') return;
    void queryClient.invalidateQueries({ queryKey: api.holds.list.key() });
  });
  return useInfiniteQuery(
    api.holds.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ state, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
}

export function usePlaceHold() {
  return useMutation(api.holds.place.mutationOptions({ onSuccess: useReadAnew() }));
}

export function useLiftHold() {
  return useMutation(api.holds.lift.mutationOptions({ onSuccess: useReadAnew() }));
}
