/** An opened alert or conversation: read once when asked (recorded), forgotten when left, masked again by itself. */
import type { ConversationPage } from '@atalaia/monitor/api';
import {
  type DataTag,
  hashKey,
  type QueryFunction,
  type QueryKey,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../api/api.ts';

export type RevealReason = 'judge-alert' | 'answer-request' | 'contact-person' | 'legal-duty';
export const revealReasons: readonly RevealReason[] = ['judge-alert', 'answer-request', 'contact-person', 'legal-duty'];

export interface Reading<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  /** Tells readings of the same thing apart. */
  readonly turn: number;
  readonly again: () => void;
  readonly reveal: (reason: RevealReason) => void;
  readonly conceal: () => void;
  /** The reveal has run out: what it showed is masked again, or closed. */
  readonly expire: () => void;
  readonly revealing: boolean;
  readonly revealError: Error | null;
}

interface ReadingOptions<T> {
  readonly queryKey: DataTag<QueryKey, T, Error>;
  readonly queryFn: QueryFunction<T>;
}

/**
 * @param options What to read; reading is a disclosure, so it happens only while `asked`, and never by itself again.
 * @param pageOf Where the conversation stands in what was read.
 * @param onClosed Called when the names must go and there is no masked page to go back to: then nothing is asked any more.
 */
export function useReading<T>(
  options: ReadingOptions<T>,
  asked: boolean,
  pageOf: (data: T) => ConversationPage,
  onClosed: () => void,
): Reading<T> {
  const queryClient = useQueryClient();
  const key = hashKey(options.queryKey);
  const masked = useRef<{ readonly key: string; readonly data: T } | null>(null);
  const query = useQuery({
    ...options,
    enabled: asked,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const shown = asked ? query.data : undefined;
  const page = shown === undefined ? undefined : pageOf(shown);

  const reveal = useMutation({
    mutationFn: async ({ id, reason }: { readonly id: string; readonly reason: RevealReason }) => {
      await api.conversations.reveal.call({ id, reason });
      if (shown !== undefined) masked.current = { key, data: shown };
      await query.refetch();
    },
  });
  /** Puts the masked page back. Where there is none (it was opened revealed) it is closed: reading again is recorded, so it is asked for. */
  const hide = () => {
    const before = masked.current;
    masked.current = null;
    if (before?.key === key) {
      queryClient.setQueryData<unknown>(options.queryKey, before.data);
      return;
    }
    onClosed();
    queryClient.removeQueries({ queryKey: options.queryKey, exact: true });
  };
  const conceal = useMutation({
    mutationFn: (id: string) => api.conversations.conceal.call({ id }),
    onSuccess: hide,
  });

  return {
    data: shown,
    error: query.error,
    turn: query.dataUpdatedAt,
    again: () => void query.refetch(),
    reveal: (reason) => page && reveal.mutate({ id: page.id, reason }),
    conceal: () => page && conceal.mutate(page.id),
    expire: hide,
    revealing: reveal.isPending,
    revealError: reveal.error ?? conceal.error,
  };
}
