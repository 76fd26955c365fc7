/** What people ask for, the most urgent first. */
import { NativeSelect } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { RightsPage } from '../rights/RightsPage.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LongList } from '../ui/LongList.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { RequestLine } from './RequestLine.tsx';
import { requestStates } from './request-states.ts';
import { useRequests } from './requests.ts';

const route = getRouteApi('/shell/requests');

export function RequestsPage() {
  const { t } = useTranslation('requests');
  const { state = 'open' } = route.useSearch();
  const navigate = useNavigate();
  const requests = useRequests(state);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = requests;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = requests.data?.pages.flatMap((page) => page.requests) ?? [];
  return (
    <RightsPage
      title={t('title')}
      lead={t('lead')}
      actions={
        <NativeSelect
          aria-label={t('show')}
          value={state}
          data={requestStates.options.map((value) => ({ value, label: t(`state-list.${value}`) }))}
          onChange={(event) => {
            const chosen = requestStates.safeParse(event.currentTarget.value).data;
            void navigate({ to: '/requests', search: chosen === 'open' ? {} : { state: chosen } });
          }}
        />
      }
    >
      {requests.isPending && <SkeletonRows />}
      {requests.error && <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />}
      {requests.isSuccess && rows.length === 0 && (
        <EmptyState title={t(`empty.${state}`)}>{state === 'open' && t('empty.how')}</EmptyState>
      )}
      {rows.length > 0 && (
        <LongList label={t('title')} rows={rows} keyOf={(request) => request.id} onNearEnd={readMore}>
          {(request) => <RequestLine request={request} />}
        </LongList>
      )}
    </RightsPage>
  );
}
