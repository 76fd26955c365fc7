/** How long what is kept: the company's periods, the numbers with periods of their own, what goes when. */
import type { NumberView, RetentionView } from '@atalaia/monitor/api';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { useNumbers } from '../numbers/numbers.ts';
import { RightsPage } from '../rights/RightsPage.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { useNorms } from './norm.ts';
import { PeriodsForm } from './PeriodsForm.tsx';
import { knownPurpose } from './period-draft.ts';
import { RetentionOfNumber } from './RetentionOfNumber.tsx';
import { useRetention } from './retention.ts';

export function RetentionPage() {
  const { t } = useTranslation('retention');
  const retention = useRetention();
  const numbers = useNumbers();
  const found = retention.data;
  const known = numbers.data?.numbers ?? [];
  return (
    <RightsPage title={t('title')} lead={t('lead')} timeless>
      {retention.isPending && <SkeletonRows />}
      {retention.error && <ErrorState error={retention.error} onRetry={() => void retention.refetch()} />}
      {found && (
        <>
          <Periods policy={found.policies.find(({ number }) => number === null) ?? null} number={null} />
          <OneNumber policies={found.policies} numbers={known} />
        </>
      )}
    </RightsPage>
  );
}

/** The periods of the company, or of one number: read, and changed by those who may. */
function Periods({ policy, number }: { readonly policy: RetentionView | null; readonly number: NumberView | null }) {
  const { t } = useTranslation('retention');
  const maySet = useMe().acts.includes('retention:set');
  const [changing, setChanging] = useState(false);
  const presets = useRetention().data?.presets ?? [];
  const normOf = useNorms(presets);
  const purposeOf = (purpose: string) => {
    const known = knownPurpose(purpose);
    return known === null ? purpose : t(`purpose-name.${known}`);
  };
  const name = number === null ? t('company') : t('number', { number: number.label ?? number.phone });
  return (
    <section>
      <h2 className="section-title">{name}</h2>
      {changing ? (
        <PeriodsForm policy={policy} number={number?.id ?? null} presets={presets} onDone={() => setChanging(false)} />
      ) : (
        <>
          {policy === null || policy.periods.length === 0 ? (
            <p className="quiet">{t(number === null ? 'none-company' : 'none-number')}</p>
          ) : (
            <ul className="rows">
              {policy.periods.map(({ purpose, months, norm }) => (
                <li key={purpose} className="row">
                  <span className="row-main">
                    <strong>{purposeOf(purpose)}</strong>{' '}
                    {norm !== null && <span className="quiet small">{normOf(purpose, norm)}</span>}
                  </span>
                  <span>{t('months', { count: months })}</span>
                </li>
              ))}
            </ul>
          )}
          {policy !== null && policy.periods.length > 0 && (
            <p className="quiet small">
              {t(`runs.${policy.runs}`)}
              {policy.changedBy !== null && ` · ${t('changed-by', { by: policy.changedBy })}`}
            </p>
          )}
          {maySet && (
            <p>
              <Button variant="default" onClick={() => setChanging(true)}>
                {t(number === null ? 'change' : 'change-number')}
              </Button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

interface OneNumberProps {
  readonly policies: readonly RetentionView[];
  readonly numbers: readonly NumberView[];
}

/** One number at a time: its periods, and what goes by them. */
function OneNumber({ policies, numbers }: OneNumberProps) {
  const { t } = useTranslation('retention');
  const [chosen, setChosen] = useState<string | null>(null);
  const number = numbers.find(({ id }) => id === chosen) ?? numbers[0];
  if (!number) return <EmptyState title={t('no-numbers')} />;
  return (
    <section>
      <NativeSelect
        className="retention-which"
        label={t('which')}
        value={number.id}
        data={numbers.map(({ id, label, phone }) => ({ value: id, label: label ?? phone }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <Periods key={number.id} policy={policies.find((one) => one.number?.id === number.id) ?? null} number={number} />
      <RetentionOfNumber key={`${number.id} preview`} number={number} />
    </section>
  );
}
