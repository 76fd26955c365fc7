/** What may not be erased now, and why: the holds that stand, or those that were lifted. */
import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { RightsPage } from '../rights/RightsPage.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LongList } from '../ui/LongList.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { HoldLine } from './HoldLine.tsx';
import { useHolds } from './holds.ts';

const route = getRouteApi('/shell/holds');

export function HoldsPage() {
  const { t } = useTranslation('holds');
  const { state = 'active' } = route.useSearch();
  const mayLift = useMe().acts.includes('hold:lift');
  const holds = useHolds(state);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = holds;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = holds.data?.pages.flatMap((page) => page.holds) ?? [];
  return (
    <RightsPage
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          variant="default"
          renderRoot={(props: object) => (
            <Link to="/holds" search={state === 'active' ? { state: 'lifted' } : {}} {...props} />
          )}
        >
          {t(state === 'active' ? 'show-lifted' : 'show-active')}
        </Button>
      }
    >
      {holds.isPending && <SkeletonRows />}
      {holds.error && <ErrorState error={holds.error} onRetry={() => void holds.refetch()} />}
      {holds.isSuccess && rows.length === 0 && (
        <EmptyState title={t(`empty.${state}`)}>{state === 'active' && t('empty.how')}</EmptyState>
      )}
      {rows.length > 0 && (
        <LongList label={t('title')} rows={rows} keyOf={(hold) => hold.id} onNearEnd={readMore}>
          {(hold) => <HoldLine hold={hold} mayLift={mayLift} />}
        </LongList>
      )}
    </RightsPage>
  );
}
