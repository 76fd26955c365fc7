/** The company's numbers: what each holds, and how it is called on the screens. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { NumberRow } from './NumberRow.tsx';
import { useNumbers } from './numbers.ts';
import '../ui/forms.css';

export function NumbersPage() {
  const { t } = useTranslation('numbers');
  const numbers = useNumbers();
  const mayChange = useMe().acts.includes('number:change');
  const [naming, setNaming] = useState<string | null>(null);
  const rows = numbers.data?.numbers ?? [];
  return (
    <Page title={t('title')} lead={t('lead')}>
      {numbers.isPending && <SkeletonRows />}
      {numbers.error && <ErrorState error={numbers.error} onRetry={() => void numbers.refetch()} />}
      {numbers.isSuccess && rows.length === 0 && <EmptyState title={t('empty')}>{t('empty-text')}</EmptyState>}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map((number) => (
            <NumberRow
              key={number.id}
              number={number}
              naming={naming === number.id}
              onName={mayChange ? (open) => setNaming(open ? number.id : null) : null}
            />
          ))}
        </ul>
      )}
    </Page>
  );
}
