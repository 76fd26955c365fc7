/** The risks of linking, to be read and ticked before any code is shown. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useLinking } from './numbers.ts';

const risks = ['terms', 'block', 'limits', 'keys'] as const;

export function RiskForm({ number }: { readonly number: NumberDetail }) {
  const { t } = useTranslation(['link', 'numbers']);
  const [read, setRead] = useState(false);
  const { readRisk } = useLinking();
  return (
    <form
      className="warn-note"
      onSubmit={(event) => {
        event.preventDefault();
        readRisk.mutate({ id: number.id });
      }}
    >
      <h2>{t('risk.title')}</h2>
      <ul>
        {risks.map((risk) => (
          <li key={risk}>{t(`risk.${risk}`)}</li>
        ))}
        <li>{t('numbers:page.proved')}</li>
      </ul>
      <Checkbox label={t('risk.tick')} checked={read} onChange={(event) => setRead(event.currentTarget.checked)} />
      <p className="quiet small">{t('risk.recorded')}</p>
      <ProblemNote error={readRisk.error} />
      <Button type="submit" disabled={!read} loading={readRisk.isPending}>
        {t('risk.button')}
      </Button>
    </form>
  );
}
