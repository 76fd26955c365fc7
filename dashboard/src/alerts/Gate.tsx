/** Stands before the content: opening it is recorded with name and time, and this says so. */
import type { AlertRow } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import { useTranslated } from '../ui/translated.ts';

interface GateProps {
  /** What is known of the alert without opening it; absent if the queue does not show it. */
  readonly row: AlertRow | undefined;
  readonly onOpen: () => void;
}

export function Gate({ row, onOpen }: GateProps) {
  const { t } = useTranslation('alerts');
  const translated = useTranslated();
  return (
    <EmptyState title={row ? translated(row.rule.title) : t('gate.title')}>
      {row && (
        <p>
          <SeverityMark severity={row.severity} />
        </p>
      )}
      <p>{t('recorded')}</p>
      <Button onClick={onOpen} aria-keyshortcuts="O">
        {t('gate.open')}
        <Kbd>O</Kbd>
      </Button>
    </EmptyState>
  );
}
