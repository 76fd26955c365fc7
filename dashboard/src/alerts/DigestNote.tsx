/** Above the digest: what it is, and a press that selects what is shown, to be decided together. */
import type { AlertRow } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** How many alerts one decision may be about. */
const mostAtOnce = 200;

interface DigestNoteProps {
  readonly rows: readonly AlertRow[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (alerts: readonly string[]) => void;
}

export function DigestNote({ rows, selected, onSelect }: DigestNoteProps) {
  const { t } = useTranslation('alerts');
  if (rows.length === 0) return null;
  const together = rows.slice(0, mostAtOnce).map(({ id }) => id);
  return (
    <div className="queue-digest">
      <p className="quiet small">{t('digest.text')}</p>
      <Button variant="default" onClick={() => onSelect(selected.size > 0 ? [] : together)}>
        {selected.size > 0 ? t('digest.none') : t('digest.select', { count: together.length })}
      </Button>
    </div>
  );
}
