/** Unlinking ends the monitoring of a number, so it is asked first, and Cancel has the focus. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useLinking } from './numbers.ts';

interface UnlinkDialogProps {
  readonly number: NumberDetail;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function UnlinkDialog({ number, open, onClose }: UnlinkDialogProps) {
  const { t } = useTranslation('link');
  const { unlink } = useLinking();
  return (
    <Dialog open={open} title={t('unlink.title', { number: number.label ?? number.phone })} onClose={onClose}>
      <p>{t('unlink.text')}</p>
      <ProblemNote error={unlink.error} />
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={onClose}>
          {t('unlink.cancel')}
        </Button>
        <Button
          color="red"
          loading={unlink.isPending}
          onClick={() => unlink.mutate({ id: number.id }, { onSuccess: onClose })}
        >
          {t('unlink.button')}
        </Button>
      </div>
    </Dialog>
  );
}
