/** Making a link for the person: what it shows and for how long; then link and code, shown once, to go by two different ways. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LanguageView, useLanguageChoice } from '../rights/language-choice.ts';
import { CopyLine } from '../ui/CopyLine.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useMakeShare } from './shares.ts';

interface ShareDialogProps {
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

export function ShareDialog({ open, onClose, ...form }: ShareDialogProps) {
  const { t } = useTranslation('rights');
  return (
    <Dialog open={open} title={t('share.title')} onClose={onClose}>
      <ShareForm onClose={onClose} {...form} />
    </Dialog>
  );
}

function ShareForm({ person, request, onlySince = null, language: own, onClose }: Omit<ShareDialogProps, 'open'>) {
  const { t } = useTranslation('rights');
  const times = useTimes();
  const languages = useLanguageChoice();
  const [language, setLanguage] = useState(own);
  const make = useMakeShare();
  if (make.data) {
    const { link, code, share } = make.data;
    return (
      <div className="dialog-form" role="status">
        <p>{t('share.once', { at: times.full(share.expiresAt) })}</p>
        <h3>{t('share.link')}</h3>
        <CopyLine name={t('share.link')} value={link} />
        <h3>{t('share.code')}</h3>
        <CopyLine name={t('share.code')} value={code} />
        <p className="danger-note">{t('share.second-way')}</p>
        <div className="dialog-buttons">
          <Button autoFocus onClick={onClose}>
            {t('share.done')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate({ id: person, language, since: onlySince, request: request ?? null });
      }}
    >
      <p>{t('share.lead')}</p>
      <p>{t('share.second-way')}</p>
      {onlySince !== null && <p className="danger-note">{t('export.only-since', { at: times.full(onlySince) })}</p>}
      <NativeSelect
        label={t('share.language')}
        value={language}
        data={languages.options}
        onChange={(event) => setLanguage(languages.chosen(event.currentTarget.value))}
      />
      <ProblemNote error={make.error} />
      <DialogButtons button={t('share.button')} busy={make.isPending} onCancel={onClose} />
    </form>
  );
}
