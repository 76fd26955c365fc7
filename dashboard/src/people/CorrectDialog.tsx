/** A correction that the person asks for: it stands beside the original, which never changes. */
import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { usePersonActs } from './person-rights.ts';

interface CorrectDialogProps {
  readonly person: string;
  /** The message that it is about; null: something else that is held. */
  readonly message: string | null;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function CorrectDialog({ open, onClose, ...form }: CorrectDialogProps) {
  const { t } = useTranslation('people');
  return (
    <Dialog open={open} title={t('correct.title')} onClose={onClose}>
      <CorrectForm onClose={onClose} {...form} />
    </Dialog>
  );
}

function CorrectForm({ person, message, onClose }: Omit<CorrectDialogProps, 'open'>) {
  const { t } = useTranslation('people');
  const [field, setField] = useState<'name' | 'other'>('name');
  const [text, setText] = useState('');
  const { correct } = usePersonActs();
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        const about = message === null ? field : 'message';
        correct.mutate({ id: person, field: about, message, text }, { onSuccess: onClose });
      }}
    >
      <p>{t('correct.lead')}</p>
      {message === null && (
        <NativeSelect
          label={t('correct.about')}
          value={field}
          data={(['name', 'other'] as const).map((value) => ({ value, label: t(`correct.field.${value}`) }))}
          onChange={(event) => setField(event.currentTarget.value === 'other' ? 'other' : 'name')}
        />
      )}
      <Textarea
        label={t('correct.text')}
        required
        withAsterisk={false}
        maxLength={4000}
        autosize
        minRows={3}
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ProblemNote error={correct.error} />
      <DialogButtons button={t('save')} busy={correct.isPending} fieldHasFocus onCancel={onClose} />
    </form>
  );
}
