/** What was erased, when and by whom; who it was is known to nobody any more. */
import type { ErasureView } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { RightsPage } from '../rights/RightsPage.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LongList } from '../ui/LongList.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useErasures } from './erasures.ts';
import { stateOf } from './state-of.ts';

export function ErasuresPage() {
  const { t } = useTranslation('erasures');
  const erasures = useErasures();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = erasures;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = erasures.data?.pages.flatMap((page) => page.erasures) ?? [];
  return (
    <RightsPage title={t('list.title')} lead={t('list.lead')}>
      {erasures.isPending && <SkeletonRows />}
      {erasures.error && <ErrorState error={erasures.error} onRetry={() => void erasures.refetch()} />}
      {erasures.isSuccess && rows.length === 0 && (
        <EmptyState title={t('list.empty')}>{t('list.empty-text')}</EmptyState>
      )}
      {rows.length > 0 && (
        <LongList label={t('list.title')} rows={rows} keyOf={(erasure) => erasure.id} onNearEnd={readMore}>
          {(erasure) => <ErasureLine erasure={erasure} />}
        </LongList>
      )}
    </RightsPage>
  );
}

export function ErasureLine({ erasure }: { readonly erasure: ErasureView }) {
  const { t } = useTranslation('erasures');
  const times = useTimes();
  return (
    <Link className="row row-link" to="/erasures/$erasure" params={{ erasure: erasure.id }}>
      <span className="row-main">
        <strong>{t(erasure.mode === 'anonymise' ? 'anonymised' : `erased.${erasure.scope.kind}`)}</strong>
        <span className="quiet small">
          {' '}
          {t('list.by', { by: erasure.by, at: times.short(erasure.confirmedAt) })} · {t(`source.${erasure.source}`)}
        </span>
      </span>
      {(erasure.counts['messages'] ?? 0) > 0 && (
        <span className="quiet small">{t('list.messages', { count: erasure.counts['messages'] ?? 0 })}</span>
      )}
      <span className="tag">{t(`state.${stateOf(erasure)}`)}</span>
    </Link>
  );
}
