/** Replays that ran before or still run: what, by whom, how it stands. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { shortTime } from '../ui/time.ts';
import { useReplays } from './replays.ts';

export function ReplayHistory() {
  const { t, i18n } = useTranslation('lab');
  const replays = useReplays();
  const rows = replays.data?.pages.flatMap((page) => page.replays) ?? [];
  if (replays.isPending) return <SkeletonRows />;
  if (replays.error) return <ErrorState error={replays.error} onRetry={() => void replays.refetch()} />;
  if (rows.length === 0) return <EmptyState title={t('replay.empty')}>{t('replay.empty-text')}</EmptyState>;
  return (
    <>
      <ul className="rows lined">
        {rows.map(({ id, what, rules, by, createdAt, total, state }) => (
          <li key={id}>
            <Link className="row row-link" to="/lab/replays/$replay" params={{ replay: id }}>
              <span className="row-main">
                <strong>{what === 'running' ? t('replay.running') : <span className="code">{rules[0]}</span>}</strong>
                <span className="quiet small replay-by">
                  {t('replay.by', { by, at: shortTime(createdAt, i18n.language), count: total })}
                </span>
              </span>
              <span className="tag">{t(`replay.state.${state}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {replays.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={replays.isFetchingNextPage}
          onClick={() => void replays.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  );
}
