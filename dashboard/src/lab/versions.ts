/** Versions of the rules: listing, comparing, going back to one, following the files again. */
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useRefreshRules } from '../rules/rules.ts';

const pageSize = 50;

export function useVersions() {
  return useInfiniteQuery(
    api.rules.versions.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: pageSize, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
}

export function useRollBack() {
  const refresh = useRefreshRules();
  return useMutation(api.rules.rollBack.mutationOptions({ onSettled: refresh }));
}

export function useFollowFiles() {
  const refresh = useRefreshRules();
  return useMutation(api.rules.follow.mutationOptions({ onSettled: refresh }));
}
