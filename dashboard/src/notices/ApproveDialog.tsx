/** Putting a notice in force speaks to people outside, so it is asked first, and Cancel has the focus. */
import type { NoticeRow } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useApprove } from './notices.ts';

interface ApproveDialogProps {
  readonly notice: NoticeRow;
  readonly number: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ApproveDialog({ notice, number, open, onClose }: ApproveDialogProps) {
  const { t } = useTranslation('notices');
  const me = useMe();
  const approve = useApprove();
  const { language, hash } = notice;
  return (
    <Dialog open={open} title={t('approve-title')} onClose={onClose}>
      <p>{t('approve-text')}</p>
      {notice.material && notice.revision > 1 && <p>{t('approve-material')}</p>}
      {notice.by === (me.name ?? me.email) && <p>{t('approve-own')}</p>}
      <ProblemNote error={approve.error} />
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={onClose}>
          {t('form.cancel')}
        </Button>
        <Button
          loading={approve.isPending}
          onClick={() => approve.mutate({ id: number, language, hash }, { onSuccess: onClose })}
        >
          {t('approve')}
        </Button>
      </div>
    </Dialog>
  );
}
