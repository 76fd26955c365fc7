/** The company's numbers: reading them, following them live, and everything that may be done with one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';

export function useNumbers() {
  const refresh = useRefreshNumbers();
  useLiveNews((news) => {
    if (news.kind === 'missed' || news.kind === 'link-changed' || news.kind === 'number-changed') refresh();
  });
  return useQuery(api.numbers.list.queryOptions());
}

/** The zone of what belongs to no number: that of the company's first; undefined until it is known. */
export function useCompanyZone(): string | undefined {
  return useNumbers().data?.numbers[0]?.zone;
}

/** One number, read again whenever its link or its set-up changes. */
export function useNumber(id: string) {
  const refresh = useRefreshNumbers();
  useLiveNews((news) => {
    const concerns = news.kind === 'link-changed' || news.kind === 'number-changed';
    if (news.kind === 'missed' || (concerns && news.number === id)) refresh();
  });
  return useQuery(api.numbers.read.queryOptions({ input: { id } }));
}

/** The code of the moment, read again whenever it changes. */
export function usePairing(id: string, wanted: boolean) {
  const queryClient = useQueryClient();
  const options = api.numbers.pairing.queryOptions({
    input: { id },
    enabled: wanted,
    staleTime: 0,
    // News of the code that comes while the first answer is still on its way starts no second reading.
    refetchInterval: ({ state }) => (state.data?.code == null ? 1000 : false),
  });
  useLiveNews((news) => {
    if (!wanted || (news.kind !== 'missed' && news.kind !== 'link-changed')) return;
    void queryClient.invalidateQueries({ queryKey: options.queryKey });
  });
  return useQuery(options);
}

/** Read again with everything else of the number. */
export function useCalendar(id: string) {
  return useQuery(api.numbers.calendar.queryOptions({ input: { id } }));
}

export function useChangeCalendar() {
  return useMutation(api.numbers.changeCalendar.mutationOptions({ onSuccess: useRefreshNumbers() }));
}

/** Figures by day; each page holds 31. */
export function useCompleteness(id: string, before: string | undefined) {
  return useQuery(api.numbers.completeness.queryOptions({ input: { id, ...(before !== undefined && { before }) } }));
}

export function useAddNumber() {
  return useMutation(api.numbers.add.mutationOptions({ onSuccess: useRefreshNumbers() }));
}

export function useChangeNumber() {
  return useMutation(api.numbers.change.mutationOptions({ onSuccess: useRefreshNumbers() }));
}

export function useSetUp() {
  return useMutation(api.numbers.setUp.mutationOptions({ onSuccess: useRefreshNumbers() }));
}

export function useArming() {
  const onSuccess = useRefreshNumbers();
  return {
    arm: useMutation(api.numbers.arm.mutationOptions({ onSuccess })),
    disarm: useMutation(api.numbers.disarm.mutationOptions({ onSuccess })),
    test: useMutation(api.numbers.test.mutationOptions({ onSuccess })),
  };
}

export function useLinking() {
  const onSuccess = useRefreshNumbers();
  return {
    readRisk: useMutation(api.numbers.readRisk.mutationOptions({ onSuccess })),
    pair: useMutation(api.numbers.pair.mutationOptions({ onSuccess })),
    cancel: useMutation(api.numbers.cancelPairing.mutationOptions({ onSuccess })),
    unlink: useMutation(api.numbers.unlink.mutationOptions({ onSuccess })),
    reconnect: useMutation(api.numbers.reconnect.mutationOptions({ onSuccess })),
  };
}

export function useGroups() {
  const onSuccess = useRefreshNumbers();
  return {
    // Seeing the titles is recorded, so they are read when asked for and not again by themselves.
    list: useMutation({ mutationFn: (id: string) => api.numbers.groups.call({ id }) }),
    allow: useMutation(api.numbers.allowGroups.mutationOptions({ onSuccess })),
  };
}

function useRefreshNumbers(): () => void {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: api.numbers.key() });
  };
}
