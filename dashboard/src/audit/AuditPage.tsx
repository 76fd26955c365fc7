/** The audit trail: who did what, newest first, and a check that nobody changed it. */
import type { AuditRow as Entry } from '@atalaia/monitor/api';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LongList } from '../ui/LongList.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { AuditRow } from './AuditRow.tsx';
import { VerifyTrail } from './VerifyTrail.tsx';
import '../ui/forms.css';

export function AuditPage() {
  const { t } = useTranslation('audit');
  const trail = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 200, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = trail;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = trail.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <VerifyTrail />
      {trail.isPending && <SkeletonRows />}
      {trail.error && <ErrorState error={trail.error} onRetry={() => void trail.refetch()} />}
      {rows.length > 0 && (
        <LongList label={t('title')} rows={rows} keyOf={keyOf} onNearEnd={readMore}>
          {(entry) => <AuditRow entry={entry} />}
        </LongList>
      )}
    </Page>
  );
}

const keyOf = ({ chain, sequence }: Entry) => `${chain}.${sequence}`;
