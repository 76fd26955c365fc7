/** Erasures: previewing and confirming one, following it, undoing it while that may be. */
import type { ErasureView, ScopeView } from '@atalaia/monitor/api';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';
import { useReadAnew } from '../rights/read-anew.ts';

/** Each preview is recorded: it is made when the dialog opens, and again when asked. */
export function usePreview(scope: ScopeView) {
  return useQuery({
    ...api.erasures.preview.queryOptions({ input: { scope } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

export function useErase() {
  const onSuccess = useReadAnew();
  return {
    erase: useMutation(api.erasures.begin.mutationOptions({ onSuccess })),
    anonymise: useMutation(api.rights.anonymise.mutationOptions({ onSuccess })),
  };
}

export function useUndoErasure() {
  return useMutation(api.erasures.undo.mutationOptions({ onSuccess: useReadAnew() }));
}

/** How often an erasure on its way is asked how far it is, in milliseconds. */
const everyMs = 2000;

export function useErasure(id: string) {
  const queryClient = useQueryClient();
  const options = api.erasures.read.queryOptions({ input: { id } });
  useLiveNews((news) => {
    if (news.kind !== 'missed' && (news.kind !== 'erasure-changed' || news.id !== id)) return;
    void queryClient.invalidateQueries({ queryKey: options.queryKey });
  });
  return useQuery({
    ...options,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? everyMs : false),
  });
}

/** Between the end of the undo window and the end of the sweep. */
function isUnderWay({ state }: Pick<ErasureView, 'state'>): boolean {
  return state === 'confirmed' || state === 'answered' || state === 'shredded';
}

export function useErasures() {
  const queryClient = useQueryClient();
  useLiveNews((news) => {
    if (news.kind !== 'missed' && news.kind !== 'erasure-changed') return;
    void queryClient.invalidateQueries({ queryKey: api.erasures.list.key() });
  });
  return useInfiniteQuery(
    api.erasures.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 100, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
}
