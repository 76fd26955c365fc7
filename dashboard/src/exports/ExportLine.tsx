/** One export: how far it is, then its file with what proves it, until it is removed. */
import type { ExportView } from '@atalaia/monitor/api';
import { Button, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../ui/file-size.ts';
import { useAnnounceChange } from '../ui/LiveRegion.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useExport, useRemoveExport } from './exports.ts';

interface ExportLineProps {
  readonly first: ExportView;
  /** Whether the reader may fetch and remove it. */
  readonly mayExport: boolean;
}

export function ExportLine({ first, mayExport }: ExportLineProps) {
  const { t, i18n } = useTranslation('rights');
  const times = useTimes();
  const one = useExport(first);
  const remove = useRemoveExport();
  useAnnounceChange(t(`export.state.${one.state}`));
  return (
    <li className="row export">
      <div className="row-main">
        <strong>{t(`export.state.${one.state}`)}</strong>
        <div className="quiet small">
          {t(`export.by.${one.byKind}`, { by: one.by, at: times.short(one.createdAt) })}
        </div>
      </div>
      {one.state === 'done' && mayExport && (
        <a href={`/api/exports/${one.id}/file`} download>
          {t('export.download', { size: fileSize(one.size ?? 0, i18n.language) })}
        </a>
      )}
      {mayExport && one.state !== 'removed' && (
        <Button
          variant="default"
          size="compact-sm"
          loading={remove.isPending}
          onClick={() => remove.mutate({ id: one.id })}
        >
          {t(one.state === 'waiting' || one.state === 'running' ? 'export.stop' : 'export.remove')}
        </Button>
      )}
      {(one.state === 'waiting' || one.state === 'running') && <Making one={one} />}
      {one.state === 'failed' && <p className="small">{t('export.failed', { code: one.problem ?? 'unexpected' })}</p>}
      {one.state === 'done' && (
        <details className="small export-proof">
          <summary>{t('export.proof')}</summary>
          <dl>
            <dt>{t('export.sha256')}</dt>
            <dd className="code">{one.sha256}</dd>
            <dt>{t('export.fingerprint')}</dt>
            <dd className="code">{one.fingerprint}</dd>
          </dl>
          <p>{t('export.fingerprint-why')}</p>
          {one.expiresAt !== null && <p>{t('export.expires', { at: times.short(one.expiresAt) })}</p>}
        </details>
      )}
      <ProblemNote error={remove.error} />
    </li>
  );
}

function Making({ one }: { readonly one: ExportView }) {
  const { t } = useTranslation('rights');
  if (one.total === 0) return <p className="small export-making">{t('export.waiting')}</p>;
  return (
    <div className="export-making">
      <Progress value={(one.done / one.total) * 100} aria-label={t('export.state.running')} />
      <p className="quiet small">{t('export.progress', { done: one.done, total: one.total })}</p>
    </div>
  );
}
