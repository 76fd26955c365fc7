/** What may be done with one message: put it on hold, correct it, erase it or its file. */
import type { MessageView, ScopeView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { EraseDialog } from '../erasures/EraseDialog.tsx';
import { HoldDialog } from '../holds/HoldDialog.tsx';
import { CorrectDialog } from '../people/CorrectDialog.tsx';
import { Dialog } from '../ui/Dialog.tsx';

type Act = 'hold' | 'correct' | 'erase-file' | 'erase';

export function MessageMenu({ message }: { readonly message: MessageView }) {
  const { t } = useTranslation(['conversation', 'ui']);
  const { acts } = useMe();
  const [open, setOpen] = useState<Act | 'menu' | null>(null);
  const offered = [
    { act: 'hold', may: acts.includes('hold:place') },
    { act: 'correct', may: acts.includes('person:correct') && message.author !== null },
    { act: 'erase-file', may: acts.includes('person:erase') && message.file === 'kept' },
    { act: 'erase', may: acts.includes('person:erase') },
  ] as const;
  const allowed = offered.filter(({ may }) => may);
  if (allowed.length === 0) return null;
  const close = () => setOpen(null);
  return (
    <>
      <button
        type="button"
        className="message-menu"
        aria-haspopup="dialog"
        aria-label={t('menu.open')}
        onClick={() => setOpen('menu')}
      >
        <IconDots size={14} aria-hidden="true" />
      </button>
      {open === 'menu' && (
        <Dialog open title={t('menu.title')} onClose={close}>
          <div className="message-acts">
            {allowed.map(({ act }) => (
              <Button
                key={act}
                variant={act.startsWith('erase') ? 'outline' : 'default'}
                {...(act.startsWith('erase') && { color: 'red' })}
                onClick={() => setOpen(act)}
              >
                {t(`menu.${act}`)}
              </Button>
            ))}
            <Button variant="subtle" autoFocus onClick={close}>
              {t('ui:cancel')}
            </Button>
          </div>
        </Dialog>
      )}
      {open !== null && open !== 'menu' && <ActDialog act={open} message={message} onClose={close} />}
    </>
  );
}

interface ActDialogProps {
  readonly act: Act;
  readonly message: MessageView;
  readonly onClose: () => void;
}

function ActDialog({ act, message, onClose }: ActDialogProps) {
  const whole: ScopeView = { kind: 'message', message: message.id };
  switch (act) {
    case 'hold':
      return <HoldDialog open scope={whole} onClose={onClose} />;
    case 'correct':
      return message.author && <CorrectDialog open person={message.author.id} message={message.id} onClose={onClose} />;
    case 'erase-file':
      return <EraseDialog open scope={{ kind: 'file', message: message.id }} onClose={onClose} />;
    case 'erase':
      return <EraseDialog open scope={whole} onClose={onClose} />;
    default:
      return act satisfies never;
  }
}
