/** Holding or erasing what a number keeps, all of it or a period. */
import type { NumberDetail, ScopeView } from '@atalaia/monitor/api';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { ScopeActs } from '../rights/ScopeActs.tsx';
import { endOfDay, startOfDay } from '../ui/day-input.ts';
import { InZone } from '../ui/zone.tsx';
import '../rights/rights.css';

export function NumberScope({ number: { id, zone } }: { readonly number: Pick<NumberDetail, 'id' | 'zone'> }) {
  const { t } = useTranslation('numbers');
  const { acts } = useMe();
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  if (!acts.includes('hold:place') && !acts.includes('person:erase')) return null;
  const until = endOfDay(last, zone);
  const scope: ScopeView =
    until === null
      ? { kind: 'number', number: id }
      : { kind: 'period', number: id, from: startOfDay(first, zone), until };
  return (
    <section>
      <h2 className="section-title">{t('scope.title')}</h2>
      <p className="quiet">{t('scope.lead')}</p>
      <div className="choice-line">
        <TextInput
          label={t('scope.first')}
          type="date"
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <TextInput
          label={t('scope.last')}
          type="date"
          // A first day alone is no period: without a last one everything would be meant.
          required={first !== ''}
          error={first !== '' && last === '' ? t('scope.last-missing') : undefined}
          value={last}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
        {(first === '' || until !== null) && (
          <InZone zone={zone}>
            <ScopeActs scope={scope} />
          </InZone>
        )}
      </div>
    </section>
  );
}
