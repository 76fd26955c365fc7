/** Asks for the reason of a decision about a person, says what follows from it, and carries it out; Cancel has the focus. */
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface DecisionDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What follows from it. */
  readonly lead: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onDecide: (reason: string) => void;
  readonly onClose: () => void;
}

export function DecisionDialog({ open, title, onClose, ...form }: DecisionDialogProps) {
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <DecisionForm onClose={onClose} {...form} />
    </Dialog>
  );
}

/** Drawn only while the dialog is open: each opening begins with an empty reason. */
function DecisionForm({ lead, busy, error, onDecide, onClose }: Omit<DecisionDialogProps, 'open' | 'title'>) {
  const { t } = useTranslation(['people', 'ui']);
  const [reason, setReason] = useState('');
  return (
    <form
      className="decision"
      onSubmit={(event) => {
        event.preventDefault();
        onDecide(reason);
      }}
    >
      <p>{lead}</p>
      <Textarea
        label={t('private.reason')}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={1000}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={error} />
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
