/** The company's own words to watch: a form instead of files; each change is a revision and takes effect at once. */
import type { TermView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LabPage } from '../lab/LabPage.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { RemoveTermDialog } from './RemoveTermDialog.tsx';
import { TermForm } from './TermForm.tsx';
import { TermRow } from './TermRow.tsx';
import { useExportTerms, useTerms } from './terms.ts';

export function TermsPage() {
  const { t } = useTranslation('terms');
  const terms = useTerms();
  const exported = useExportTerms();
  const [editing, setEditing] = useState<TermView | 'new' | null>(null);
  const [removing, setRemoving] = useState<TermView | null>(null);
  const rows = terms.data?.terms ?? [];
  const actions = (
    <>
      <Button
        variant="default"
        disabled={rows.length === 0}
        loading={exported.isPending}
        onClick={() => exported.mutate()}
      >
        {t('export')}
      </Button>
      <Button onClick={() => setEditing('new')}>{t('new')}</Button>
    </>
  );
  return (
    <LabPage title={t('title')} lead={t('lead')} actions={actions}>
      <ProblemNote error={exported.error} />
      {editing !== null && (
        <TermForm
          key={editing === 'new' ? 'new' : editing.id}
          term={editing === 'new' ? null : editing}
          onDone={() => setEditing(null)}
        />
      )}
      {terms.isPending && <SkeletonRows />}
      {terms.error && <ErrorState error={terms.error} onRetry={() => void terms.refetch()} />}
      {terms.isSuccess && rows.length === 0 && editing === null && (
        <EmptyState title={t('empty')}>{t('empty-text')}</EmptyState>
      )}
      {rows.length > 0 && (
        <ul className="rows">
          {rows.map((term) => (
            <TermRow key={term.id} term={term} onEdit={() => setEditing(term)} onRemove={() => setRemoving(term)} />
          ))}
        </ul>
      )}
      <RemoveTermDialog term={removing} onClose={() => setRemoving(null)} />
    </LabPage>
  );
}
