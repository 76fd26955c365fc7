/** An opened alert or conversation: read once when asked (recorded), forgotten when left, masked again by itself. */
import type { ConversationPage } from '@atalaia/monitor/api';
import {
  type DataTag,
  type QueryFunction,
  type QueryKey,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
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
 */
export function useReading<T>(
  options: ReadingOptions<T>,
  asked: boolean,
  pageOf: (data: T) => ConversationPage,
): Reading<T> {
  const queryClient = useQueryClient();
  const masked = useRef<T | undefined>(undefined);
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
      masked.current = shown;
      await query.refetch();
    },
  });
  /** Puts the masked page back; where there is none (it was opened revealed) it is read anew. */
  const hide = () => {
    const before = masked.current;
    if (before !== undefined && page && pageOf(before).id === page.id) {
      queryClient.setQueryData<unknown>(options.queryKey, before);
    } else void query.refetch();
    masked.current = undefined;
  };
  const conceal = useMutation({
    mutationFn: (id: string) => api.conversations.conceal.call({ id }),
    onSuccess: hide,
  });

  const until = page?.revealedUntil ?? null;
  const expire = useEffectEvent(hide);
  useEffect(() => {
    if (until === null) return;
    const timer = window.setTimeout(() => expire(), Math.max(0, until - Date.now()));
    return () => window.clearTimeout(timer);
  }, [until]);

  return {
    data: shown,
    error: query.error,
    turn: query.dataUpdatedAt,
    again: () => void query.refetch(),
    reveal: (reason) => page && reveal.mutate({ id: page.id, reason }),
    conceal: () => page && conceal.mutate(page.id),
    revealing: reveal.isPending,
    revealError: reveal.error ?? conceal.error,
  };
}
