/** The buttons below a dialog: Cancel, which has the focus unless a field has it, and the one that does what was asked. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface DialogButtonsProps {
  /** The word on the button that does it. */
  readonly button: string;
  readonly busy: boolean;
  /** Something is lost by it. */
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** A field of the dialog has the focus. */
  readonly fieldHasFocus?: boolean;
  /** Absent in a form, which is submitted. */
  readonly onDo?: () => void;
  readonly onCancel: () => void;
  /** Another button, before Cancel. */
  readonly children?: ReactNode;
}

export function DialogButtons(props: DialogButtonsProps) {
  const { t } = useTranslation('ui');
  const { button, busy, danger = false, disabled = false, fieldHasFocus = false, onDo, onCancel, children } = props;
  return (
    <div className="dialog-buttons">
      {children}
      <Button variant="default" autoFocus={!fieldHasFocus} onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button
        loading={busy}
        disabled={disabled}
        {...(onDo ? { onClick: onDo } : { type: 'submit' })}
        {...(danger && { color: 'red' })}
      >
        {button}
      </Button>
    </div>
  );
}
