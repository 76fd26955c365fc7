/** Making a person's export: what will be in it, in which language, from when on. It leaves the house, so Cancel has the focus. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LanguageView, useLanguageChoice } from '../rights/language-choice.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { startOfDay } from '../ui/day-input.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useBeginExport } from './exports.ts';

interface ExportDialogProps {
  readonly person: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** The request that it answers. */
  readonly request?: string;
  /** Nothing older may be offered: the number may have changed hands. */
  readonly onlySince?: number | null;
  /** The person's own; chosen unless somebody chooses another. */
  readonly language: LanguageView;
}

export function ExportDialog({ open, onClose, ...form }: ExportDialogProps) {
  const { t } = useTranslation('rights');
  return (
    <Dialog open={open} title={t('export.title')} onClose={onClose}>
      <ExportForm onClose={onClose} {...form} />
    </Dialog>
  );
}

function ExportForm({ person, request, onlySince = null, language: own, onClose }: Omit<ExportDialogProps, 'open'>) {
  const { t } = useTranslation('rights');
  const times = useTimes();
  const languages = useLanguageChoice();
  const [language, setLanguage] = useState(own);
  const [day, setDay] = useState('');
  const begin = useBeginExport();
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        const since = onlySince ?? startOfDay(day, times.zone);
        begin.mutate({ id: person, language, since, request: request ?? null }, { onSuccess: onClose });
      }}
    >
      <p>{t('export.lead')}</p>
      <p>{t('export.recorded')}</p>
      <NativeSelect
        label={t('export.language')}
        value={language}
        data={languages.options}
        onChange={(event) => setLanguage(languages.chosen(event.currentTarget.value))}
      />
      {onlySince === null ? (
        <TextInput
          label={t('export.since')}
          description={t('export.since-explained')}
          type="date"
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      ) : (
        <p className="danger-note">{t('export.only-since', { at: times.full(onlySince) })}</p>
      )}
      <ProblemNote error={begin.error} />
      <DialogButtons button={t('export.button')} busy={begin.isPending} onCancel={onClose} />
    </form>
  );
}
