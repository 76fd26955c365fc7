/** What differs between two versions, rule by rule. */
import type { VersionRow } from '@atalaia/monitor/api';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { shortTime } from '../ui/time.ts';
import { RuleChanges } from './RuleChanges.tsx';

interface VersionChangesProps {
  readonly rows: readonly VersionRow[];
  readonly version: string;
  /** Undefined: the one that runs. */
  readonly against: string | undefined;
  readonly onCompare: (version: string, against: string | undefined) => void;
}

export function VersionChanges({ rows, version, against, onCompare }: VersionChangesProps) {
  const { t, i18n } = useTranslation('lab');
  const input = { id: version, ...(against === undefined ? {} : { against }) };
  const diff = useQuery(api.rules.diff.queryOptions({ input }));
  const last = new Map(rows.toReversed().map((row) => [row.id, row]));
  const choices = rows
    .filter((row) => last.get(row.id) === row)
    .map(({ id, short, activatedAt, running }) => ({
      value: id,
      label: `${shortTime(activatedAt, i18n.language)} · ${short}${running ? ` · ${t('versions.running')}` : ''}`,
    }));
  return (
    <section className="panel-form wide" aria-label={t('diff.title')}>
      <h2>{t('diff.title')}</h2>
      <div className="diff-choice">
        <NativeSelect
          label={t('diff.from')}
          value={against ?? ''}
          onChange={(event) => onCompare(version, event.currentTarget.value || undefined)}
          data={[{ value: '', label: t('diff.running') }, ...choices]}
        />
        <NativeSelect
          label={t('diff.to')}
          value={version}
          onChange={(event) => onCompare(event.currentTarget.value, against)}
          data={choices}
        />
      </div>
      {diff.isPending && <SkeletonRows />}
      {diff.error && <ErrorState error={diff.error} onRetry={() => void diff.refetch()} />}
      {diff.data && <RuleChanges changes={diff.data.changes} />}
    </section>
  );
}
