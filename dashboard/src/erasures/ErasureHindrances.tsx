/** What forbids an erasure now: holds, persons who may be one, an agent's limitation; and where each is settled. */
import type { ErasurePreview } from '@atalaia/monitor/api';
import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTimes } from '../ui/zone.tsx';

interface ErasureHindrancesProps {
  readonly preview: ErasurePreview;
  readonly despite: boolean;
  readonly onDespite: (despite: boolean) => void;
  /** The dpo may erase in spite of the limitation. */
  readonly mayOverride: boolean;
}

/** Whether it may not be confirmed. */
export function hindered({ holds, doubts, limitation }: ErasurePreview, despite: boolean): boolean {
  return holds.length > 0 || doubts > 0 || (limitation !== null && !despite);
}

export function ErasureHindrances({ preview, despite, onDespite, mayOverride }: ErasureHindrancesProps) {
  const { t } = useTranslation('erasures');
  const times = useTimes();
  const { holds, doubts, limitation, persons } = preview;
  return (
    <>
      {holds.length > 0 && (
        <div className="danger-note">
          <p>
            <strong>{t('holds', { count: holds.length })}</strong>{' '}
            {holds
              .map(({ reason }) => reason)
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p>
            <Link to="/holds">{t('holds-where')}</Link>
          </p>
        </div>
      )}
      {doubts > 0 && (
        <div className="danger-note">
          <p>
            <strong>{t('doubts', { count: doubts })}</strong> {t('doubts-why')}
          </p>
          {persons[0] && (
            <p>
              <Link to="/people/$person" params={{ person: persons[0].id }}>
                {t('doubts-where')}
              </Link>
            </p>
          )}
        </div>
      )}
      {limitation !== null && (
        <div className="danger-note">
          <p>{t('limitation', { until: times.day(limitation.until) })}</p>
          {mayOverride && (
            <Checkbox
              label={t('limitation-override')}
              checked={despite}
              onChange={(event) => onDespite(event.currentTarget.checked)}
            />
          )}
        </div>
      )}
    </>
  );
}
