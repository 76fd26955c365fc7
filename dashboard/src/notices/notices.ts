/** The notices of a number: reading, drafting, approving. */
import type { NoticeRow } from '@atalaia/monitor/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import type { Language } from '../i18n/texts.ts';

export function useNotices(number: string) {
  return useQuery(api.notices.list.queryOptions({ input: { id: number } }));
}

/** The built-in words with the number's facts, when they are wanted. */
export function useProposal(number: string, language: Language, wanted: boolean) {
  return useQuery(api.notices.propose.queryOptions({ input: { id: number, language }, enabled: wanted, staleTime: 0 }));
}

export function useDraft() {
  return useMutation(api.notices.draft.mutationOptions({ onSuccess: useRefresh() }));
}

export function useApprove() {
  return useMutation(api.notices.approve.mutationOptions({ onSuccess: useRefresh() }));
}

function useRefresh(): () => void {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: api.notices.key() });
    void queryClient.invalidateQueries({ queryKey: api.numbers.key() });
  };
}

/** The notices of one language: the draft, the one in force, and those before it, newest first. */
export function ofLanguage(all: readonly NoticeRow[], language: Language) {
  const own = all.filter((notice) => notice.language === language).toSorted((a, b) => b.revision - a.revision);
  return {
    draft: own.find(({ state }) => state === 'draft'),
    live: own.find(({ state }) => state === 'live'),
    retired: own.filter(({ state }) => state === 'retired'),
  };
}
