/** Exports of a person's data, or of the company's: beginning one, following it, removing it. */
import type { ExportView } from '@atalaia/monitor/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';
import { useReadAnew } from '../rights/read-anew.ts';

/** How often a running export is asked how far it is, in milliseconds: events tell of its state only. */
const everyMs = 1000;

/** One export, followed while it is made. */
export function useExport(first: ExportView): ExportView {
  const queryClient = useQueryClient();
  const options = api.exports.read.queryOptions({
    input: { id: first.id },
    initialData: first,
    enabled: !isOver(first),
  });
  useLiveNews((news) => {
    if (news.kind !== 'missed' && (news.kind !== 'export-changed' || news.id !== first.id)) return;
    void queryClient.invalidateQueries({ queryKey: options.queryKey });
  });
  const followed = useQuery({
    ...options,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : everyMs),
  }).data;
  // What was read with the person may be newer than what was followed before.
  return isOver(first) ? first : followed;
}

function isOver({ state }: ExportView): boolean {
  return state !== 'waiting' && state !== 'running';
}

export function useBeginExport() {
  return useMutation(api.exports.begin.mutationOptions({ onSuccess: useReadAnew() }));
}

export function useRemoveExport() {
  return useMutation(api.exports.remove.mutationOptions({ onSuccess: useReadAnew() }));
}
