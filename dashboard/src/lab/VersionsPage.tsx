/** Every version of the rules that ran: what each changed, and the way back to it. */
import type { VersionRow } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { LabPage } from './LabPage.tsx';
import { RollBackDialog } from './RollBackDialog.tsx';
import { VersionChanges } from './VersionChanges.tsx';
import { VersionLine } from './VersionLine.tsx';
import { rowsOf, useVersions } from './versions.ts';

const route = getRouteApi('/shell/lab/versions');

export function VersionsPage() {
  const { t } = useTranslation('lab');
  const { version, against } = route.useSearch();
  const navigate = route.useNavigate();
  const mayChange = useMe().acts.includes('rule:change');
  const versions = useVersions();
  const [returning, setReturning] = useState<VersionRow | null>(null);
  const rows = rowsOf(versions.data?.pages ?? []);
  const running = rows.find((row) => row.running)?.id;
  const held = versions.data?.pages[0]?.pinned ?? null;
  const compare = (next: string, to: string | undefined) =>
    void navigate({ search: { version: next, ...(to === undefined ? {} : { against: to }) } });
  return (
    <LabPage title={t('versions.title')} lead={t('versions.lead')}>
      {mayChange && version !== undefined && (
        <VersionChanges rows={rows} version={version} against={against} onCompare={compare} />
      )}
      {versions.isPending && <SkeletonRows />}
      {versions.error && <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />}
      {versions.isSuccess && rows.length === 0 && <EmptyState title={t('versions.empty')} />}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map((row, at) => (
            <VersionLine
              key={`${row.id} ${row.activatedAt}`}
              row={row}
              held={row.running && held === row.id}
              onCompare={mayChange ? () => compare(row.id, rows[at + 1]?.id) : null}
              onReturn={mayChange && row.id !== running ? () => setReturning(row) : null}
            />
          ))}
        </ul>
      )}
      {versions.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={versions.isFetchingNextPage}
          onClick={() => void versions.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
      <RollBackDialog version={returning} onClose={() => setReturning(null)} />
    </LabPage>
  );
}
