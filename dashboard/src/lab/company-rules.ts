/** Rules that the company writes itself: listing, saving a revision, going back to one, removing. */
import type { CompanyRuleView } from '@atalaia/monitor/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useRefreshRules } from '../rules/rules.ts';

/** @param may whether the reader may see them: they tell what the company is about to do. */
export function useCompanyRules(may: boolean) {
  return useQuery({ ...api.companyRules.list.queryOptions(), enabled: may });
}

export function useSaveRule() {
  const take = useTakeSaved();
  return useMutation(api.companyRules.save.mutationOptions({ onSuccess: take }));
}

export function useRestoreRule() {
  const take = useTakeSaved();
  return useMutation(api.companyRules.restore.mutationOptions({ onSuccess: take }));
}

export function useRemoveRule() {
  const queryClient = useQueryClient();
  const refresh = useRefreshRules();
  return useMutation(
    api.companyRules.remove.mutationOptions({
      onSuccess: async () => {
        refresh();
        await queryClient.invalidateQueries({ queryKey: api.companyRules.list.key() });
      },
    }),
  );
}

type Saved = Awaited<ReturnType<typeof api.companyRules.save.call>>;

/** Puts what was saved into the list at once, so that the page shows it without a second reading. */
function useTakeSaved(): (saved: Saved) => void {
  const queryClient = useQueryClient();
  const refresh = useRefreshRules();
  return (saved) => {
    if (saved.kind === 'refused') return;
    queryClient.setQueryData<{ rules: CompanyRuleView[] }>(api.companyRules.list.queryKey(), (now) => ({
      rules: [...(now?.rules ?? []).filter(({ id }) => id !== saved.rule.id), saved.rule],
    }));
    void queryClient.invalidateQueries({ queryKey: api.companyRules.revisions.key() });
    refresh();
  };
}
