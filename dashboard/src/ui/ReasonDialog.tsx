/** Asks for the reason of a decision, says what follows from it, and carries it out; Cancel has the focus. */
import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog.tsx';
import { ProblemNote } from './ProblemNote.tsx';

interface ReasonDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What follows from it. */
  readonly lead: ReactNode;
  /** The word on the button that does it. */
  readonly button: string;
  /** Something is lost by it. */
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onDecide: (reason: string) => void;
  readonly onClose: () => void;
}

export function ReasonDialog({ open, title, onClose, ...form }: ReasonDialogProps) {
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <ReasonForm onClose={onClose} {...form} />
    </Dialog>
  );
}

/** Drawn only while the dialog is open: each opening begins with an empty reason. */
function ReasonForm(props: Omit<ReasonDialogProps, 'open' | 'title'>) {
  const { t } = useTranslation('ui');
  const [reason, setReason] = useState('');
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onDecide(reason);
      }}
    >
      <p>{props.lead}</p>
      <Textarea
        label={t('reason')}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={1000}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNote error={props.error} />
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={props.onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={props.busy} {...(props.danger === true && { color: 'red' })}>
          {props.button}
        </Button>
      </div>
    </form>
  );
}
