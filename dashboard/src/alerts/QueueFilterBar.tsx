/** Narrows the queue by place, state, severity and number. */
import { alertPlace, alertState, severityView } from '@atalaia/monitor/api';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { severities } from '../ui/SeverityMark.tsx';
import type { QueueFilter } from './queue-filter.ts';

interface QueueFilterBarProps {
  readonly filter: QueueFilter;
  readonly onChange: (filter: QueueFilter) => void;
}

export function QueueFilterBar({ filter, onChange }: QueueFilterBarProps) {
  const { t } = useTranslation(['alerts', 'ui']);
  const numbers = useQuery(api.numbers.list.queryOptions()).data?.numbers ?? [];
  return (
    <div className="queue-filter">
      <NativeSelect
        aria-label={t('alerts:filter.place')}
        value={filter.place ?? 'desk'}
        onChange={(event) => onChange({ ...filter, place: alertPlace.safeParse(event.currentTarget.value).data })}
        data={alertPlace.options.map((value) => ({ value, label: t(`alerts:place.${value}`) }))}
      />
      <NativeSelect
        aria-label={t('alerts:filter.state')}
        value={filter.state ?? 'open'}
        onChange={(event) => onChange({ ...filter, state: alertState.safeParse(event.currentTarget.value).data })}
        data={alertState.options.map((value) => ({ value, label: t(`alerts:state.${value}`) }))}
      />
      <NativeSelect
        aria-label={t('alerts:filter.severity')}
        value={filter.severity ?? ''}
        onChange={(event) => onChange({ ...filter, severity: severityView.safeParse(event.currentTarget.value).data })}
        data={[
          { value: '', label: t('alerts:filter.any-severity') },
          ...severities.map((value) => ({ value, label: t(`ui:severity.${value}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('alerts:filter.number')}
        value={filter.number ?? ''}
        onChange={(event) => onChange({ ...filter, number: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('alerts:filter.any-number') },
          ...numbers.map(({ id, label, phone }) => ({ value: id, label: label ?? phone })),
        ]}
      />
    </div>
  );
}
