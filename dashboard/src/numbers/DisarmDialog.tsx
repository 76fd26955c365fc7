/** Stopping capture loses what arrives meanwhile, so it is asked first, and Cancel has the focus. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useArming } from './numbers.ts';

interface DisarmDialogProps {
  readonly number: NumberDetail;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function DisarmDialog({ number, open, onClose }: DisarmDialogProps) {
  const { t } = useTranslation('numbers');
  const { disarm } = useArming();
  return (
    <Dialog open={open} title={t('ready.disarm-title', { number: number.label ?? number.phone })} onClose={onClose}>
      <p>{t('ready.disarm-text')}</p>
      <ProblemNote error={disarm.error} />
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={onClose}>
          {t('ready.cancel')}
        </Button>
        <Button
          color="red"
          loading={disarm.isPending}
          onClick={() => disarm.mutate({ id: number.id }, { onSuccess: onClose })}
        >
          {t('ready.disarm')}
        </Button>
      </div>
    </Dialog>
  );
}
