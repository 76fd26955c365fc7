/** Removing a term stops its alerts at once; earlier alerts keep the version that raised them. */
import type { TermView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useRemoveTerm } from './terms.ts';

export function RemoveTermDialog({ term, onClose }: { readonly term: TermView | null; readonly onClose: () => void }) {
  const { t } = useTranslation(['terms', 'ui']);
  const remove = useRemoveTerm();
  return (
    <Dialog open={term !== null} title={t('remove.title')} onClose={onClose}>
      <p dir="auto">
        <strong>{term?.words.join(' · ')}</strong>
      </p>
      <p>{t('remove.text')}</p>
      <ProblemNote error={remove.error} />
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button
          color="red"
          loading={remove.isPending}
          onClick={() => term && remove.mutate({ id: term.id }, { onSuccess: onClose })}
        >
          {t('remove.button')}
        </Button>
      </div>
    </Dialog>
  );
}
