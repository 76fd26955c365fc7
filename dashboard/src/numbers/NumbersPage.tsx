/** The company's numbers: what each holds, and whether it listens. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { AddNumberForm } from './AddNumberForm.tsx';
import { NumberRow } from './NumberRow.tsx';
import { useNumbers } from './numbers.ts';
import '../ui/forms.css';

export function NumbersPage() {
  const { t } = useTranslation('numbers');
  const numbers = useNumbers();
  const mayAdd = useMe().acts.includes('number:change');
  const [adding, setAdding] = useState(false);
  const rows = numbers.data?.numbers ?? [];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={mayAdd && !adding ? <Button onClick={() => setAdding(true)}>{t('add')}</Button> : undefined}
    >
      {adding && <AddNumberForm onCancel={() => setAdding(false)} />}
      {numbers.isPending && <SkeletonRows />}
      {numbers.error && <ErrorState error={numbers.error} onRetry={() => void numbers.refetch()} />}
      {numbers.isSuccess && rows.length === 0 && !adding && (
        <EmptyState title={t('empty')}>{t('empty-text')}</EmptyState>
      )}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map((number) => (
            <NumberRow key={number.id} number={number} />
          ))}
        </ul>
      )}
    </Page>
  );
}
