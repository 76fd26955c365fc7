/** What people asked for: the queue, one request opened, and everything that may be done with it. */
import type { RequestRow } from '@atalaia/monitor/api';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';
import { useReadAnew } from '../rights/read-anew.ts';

/** By due date, the soonest first; kept fresh by the live connection. */
export function useRequests(state: RequestRow['state']) {
  const queryClient = useQueryClient();
  useLiveNews((news) => {
    if (news.kind !== 'missed' && news.kind !== 'request-changed') return;
    void queryClient.invalidateQueries({ queryKey: api.requests.list.key() });
  });
  return useInfiniteQuery(
    api.requests.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ state, limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
}

/** @param asked Opening shows the person's words, which is recorded: it happens only then. */
export function useRequest(id: string, asked: boolean) {
  return useQuery({
    ...api.requests.read.queryOptions({ input: { id } }),
    enabled: asked,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

/** The dpos that a request may be given to, and the law it goes by. */
export function useRightsPolicy() {
  return useQuery(api.rights.policy.queryOptions());
}

export function useRequestActs() {
  const onSuccess = useReadAnew();
  return {
    prove: useMutation(api.requests.prove.mutationOptions({ onSuccess })),
    assign: useMutation(api.requests.assign.mutationOptions({ onSuccess })),
    extend: useMutation(api.requests.extend.mutationOptions({ onSuccess })),
    answer: useMutation(api.requests.answer.mutationOptions({ onSuccess })),
  };
}

export function useEnterRequest() {
  return useMutation(api.requests.enter.mutationOptions({ onSuccess: useReadAnew() }));
}
