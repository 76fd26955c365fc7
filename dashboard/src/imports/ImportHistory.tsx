/** What was brought in before: by whom, when, on which basis, with which result. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { shortTime } from '../ui/time.ts';
import { useImports } from './imports.ts';

export function ImportHistory() {
  const { t, i18n } = useTranslation('imports');
  const imports = useImports();
  const refusal = (code = 'unknown') =>
    i18n.exists(`imports:refusal.${code}`) ? t(`refusal.${code}` as 'refusal.empty') : t('refusal.unknown');
  const rows = imports.data?.pages.flatMap((page) => page.imports) ?? [];
  if (imports.isPending) return <SkeletonRows />;
  if (imports.error) return <ErrorState error={imports.error} onRetry={() => void imports.refetch()} />;
  if (rows.length === 0) return <EmptyState title={t('history.empty')}>{t('history.empty-text')}</EmptyState>;
  return (
    <>
      <ul className="rows">
        {rows.map((one) => (
          <li key={one.id} className="row">
            <div className="row-main">
              <strong>{one.number.label ?? one.number.phone}</strong> · {t(`basis.${one.basis}.name`)}
              <div className="quiet small">
                {t('history.by', { by: one.by, at: shortTime(one.createdAt, i18n.language) })}
              </div>
            </div>
            <span className="quiet small">
              {one.state === 'done'
                ? t('history.result', { stored: one.counts.stored, alerts: one.counts.alerts })
                : one.state === 'refused'
                  ? refusal(one.problem?.code)
                  : ''}
            </span>
            <span className="tag">{t(`history.state.${one.state}`)}</span>
          </li>
        ))}
      </ul>
      {imports.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={imports.isFetchingNextPage}
          onClick={() => void imports.fetchNextPage()}
        >
          {t('history.more')}
        </Button>
      )}
    </>
  );
}
