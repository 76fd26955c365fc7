/** Asks for the reason of a decision, says what follows from it, and carries it out; Cancel has the focus. */
import { type ReactNode, useState } from 'react';
import { Dialog } from './Dialog.tsx';
import { DialogButtons } from './DialogButtons.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { ReasonField } from './ReasonField.tsx';

interface ReasonDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What follows from it. */
  readonly lead: ReactNode;
  /** What the words are, if not the reason of a decision. */
  readonly label?: string;
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
      <ReasonField {...(props.label && { label: props.label })} value={reason} onChange={setReason} />
      <ProblemNote error={props.error} />
      <DialogButtons button={props.button} busy={props.busy} danger={props.danger === true} onCancel={props.onClose} />
    </form>
  );
}
