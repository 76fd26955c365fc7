/** Versions of the rules: listing, comparing, going back to one, following the files again. */
import type { VersionRow } from '@atalaia/monitor/api';
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

/** The newest first through all pages: a version that came back brings its earlier times along. */
export function rowsOf(pages: readonly { readonly versions: readonly VersionRow[] }[]): readonly VersionRow[] {
  return pages.flatMap((page) => page.versions).sort((a, b) => b.activatedAt - a.activatedAt);
}

export function useRollBack() {
  const refresh = useRefreshRules();
  return useMutation(api.rules.rollBack.mutationOptions({ onSettled: refresh }));
}

export function useFollowFiles() {
  const refresh = useRefreshRules();
  return useMutation(api.rules.follow.mutationOptions({ onSettled: refresh }));
}
