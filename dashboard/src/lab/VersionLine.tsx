/** One version in the list: when it came into force, how many rules it has, what it changed. */
import type { VersionRow } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../ui/time.ts';

interface VersionLineProps {
  readonly row: VersionRow;
  readonly held: boolean;
  /** Null where the reader may not. */
  readonly onCompare: (() => void) | null;
  readonly onReturn: (() => void) | null;
}

export function VersionLine({ row, held, onCompare, onReturn }: VersionLineProps) {
  const { t, i18n } = useTranslation(['lab', 'rules']);
  const at = shortTime(row.activatedAt, i18n.language);
  const named = `${at}, ${row.short}`;
  return (
    <li className="row">
      <div className="row-main">
        <strong>{at}</strong> <span className="code quiet">{row.short}</span>
        <div className="quiet small">
          {t('rules:rules', { count: row.rules })} ·{' '}
          {t('versions.changes', { added: row.added, removed: row.removed, changed: row.changed })}
        </div>
      </div>
      {row.running && <span className="tag">{t(held ? 'versions.held' : 'versions.running')}</span>}
      {onCompare && (
        <Button variant="default" aria-label={t('versions.compare-of', { at: named })} onClick={onCompare}>
          {t('versions.compare')}
        </Button>
      )}
      {onReturn && (
        <Button variant="default" aria-label={t('versions.return-of', { at: named })} onClick={onReturn}>
          {t('versions.return')}
        </Button>
      )}
    </li>
  );
}
