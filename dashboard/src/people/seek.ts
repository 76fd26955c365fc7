/** One search for a person and what it found; each call is an audited act, so nothing is asked twice by itself. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/api.ts';
import type { RevealReason } from '../conversation/reading.ts';

interface Question {
  readonly who: string;
  readonly reason: RevealReason;
}

type Found = Awaited<ReturnType<typeof api.persons.seek.call>> & { readonly question: Question };

export function useSeekPersons() {
  const [found, setFound] = useState<Found | null>(null);
  const seek = useMutation({
    mutationFn: ({ question, cursor }: { readonly question: Question; readonly cursor: string | undefined }) =>
      api.persons.seek.call({ ...question, cursor }),
    onSuccess: ({ persons, next }, { question, cursor }) =>
      setFound((now) => ({
        question,
        persons: [...(cursor === undefined ? [] : (now?.persons ?? [])), ...persons],
        next,
      })),
  });
  return {
    persons: found?.persons ?? null,
    hasMore: found !== null && found.next !== null,
    busy: seek.isPending,
    error: seek.error,
    seek: (question: Question) => seek.mutate({ question, cursor: undefined }),
    more: () => found?.next != null && seek.mutate({ question: found.question, cursor: found.next }),
    showAll: () => setFound(null),
  };
}
