/** One search run and its older pages; each call is an audited act, so nothing is asked twice by itself. */
import type { MessageView, NumberView } from '@atalaia/monitor/api';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.ts';

export const purposes = ['judge-alert', 'answer-request', 'investigation', 'legal-duty'] as const;

export interface Question {
  readonly words: string;
  readonly purpose: (typeof purposes)[number];
  readonly number: string | undefined;
}
export interface Result {
  readonly conversation: string;
  readonly number: NumberView;
  readonly message: MessageView;
}

interface Found {
  readonly question: Question;
  readonly results: readonly Result[];
  readonly next: number | null;
}

export function useArchiveSearch() {
  const [found, setFound] = useState<Found | null>(null);
  const ask = useMutation({
    mutationFn: ({ question, before }: { readonly question: Question; readonly before: number | undefined }) =>
      api.search.run.call({ ...question, before }),
    onSuccess: (answer, { question, before }) =>
      setFound((now) => ({
        question,
        results: [...(before === undefined ? [] : (now?.results ?? [])), ...answer.results],
        next: answer.next,
      })),
  });
  return {
    results: found?.results ?? null,
    hasMore: found?.next !== null && found !== null,
    busy: ask.isPending,
    error: ask.error,
    run: (question: Question) => ask.mutate({ question, before: undefined }),
    more: () => found?.next != null && ask.mutate({ question: found.question, before: found.next }),
  };
}
