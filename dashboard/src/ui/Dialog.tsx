/** The one dialog: the browser's own, which keeps the focus inside and closes with Escape. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  /** Room for a list of what is lost, or for a longer form. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** Drawn at the end of the page, whatever asks for it may stand in a line of text. Give Cancel the `autoFocus` where something leaves the house or is destroyed. */
export function Dialog({ open, title, onClose, wide = false, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Drawn once the browser has opened it: what is drawn before cannot take the focus.
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (open) element.current?.showModal();
    else element.current?.close();
    setOpened(open);
  }, [open]);
  return createPortal(
    <dialog
      ref={element}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      {open && opened && (
        <>
          <h2 id={titleId}>{title}</h2>
          {children}
        </>
      )}
    </dialog>,
    document.body,
  );
}
