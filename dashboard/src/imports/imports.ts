/** Imports: announcing one, sending its bytes, following it live, listing what came before. */
import type { ImportView } from '@atalaia/monitor/api';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';
import { sendFile } from './send-file.ts';

export type Announcement = Parameters<typeof api.imports.begin.call>[0];

/** All imports, newest first, kept fresh by the live connection. */
export function useImports() {
  const queryClient = useQueryClient();
  const imports = useInfiniteQuery(
    api.imports.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  useLiveNews((news) => {
    if (news.kind === 'missed' || (news.kind === 'import-progress' && news.state !== 'running')) {
      void queryClient.invalidateQueries({ queryKey: api.imports.list.key() });
    }
  });
  return imports;
}

/** One import, followed while it runs. */
export function useImport(id: string | null) {
  const queryClient = useQueryClient();
  const key = api.imports.read.queryKey({ input: { id: id ?? '' } });
  const one = useQuery({ ...api.imports.read.queryOptions({ input: { id: id ?? '' } }), enabled: id !== null });
  useLiveNews((news) => {
    if (news.kind === 'missed') void queryClient.invalidateQueries({ queryKey: key });
    if (news.kind !== 'import-progress' || news.id !== id) return;
    queryClient.setQueryData<ImportView>(
      key,
      (old) => old && { ...old, state: news.state, done: news.done, total: news.total },
    );
    if (news.state === 'done' || news.state === 'refused') void queryClient.invalidateQueries({ queryKey: key });
  });
  return one;
}

/** Announces the import, then sends the file; `sent` is the share of its bytes that has left, 0 to 1. */
export function useBringIn() {
  const [sent, setSent] = useState(0);
  const queryClient = useQueryClient();
  const bringIn = useMutation({
    mutationFn: async ({ announcement, file }: { announcement: Announcement; file: File }) => {
      setSent(0);
      const announced = await api.imports.begin.call(announcement);
      await sendFile(announced.id, file, setSent);
      return announced;
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.imports.list.key() }),
  });
  return { ...bringIn, sent };
}
