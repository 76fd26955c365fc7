/** A draft that waits for approval: what it changes, and the dpo's decision. */
import type { NoticeRow, NumberDetail } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { ApproveDialog } from './ApproveDialog.tsx';
import { NoticeVersion } from './NoticeVersion.tsx';
import { WordChanges } from './WordChanges.tsx';

interface DraftNoticeProps {
  readonly notice: NoticeRow;
  readonly live: NoticeRow | undefined;
  readonly number: NumberDetail;
  readonly onEdit: () => void;
}

export function DraftNotice({ notice, live, number, onEdit }: DraftNoticeProps) {
  const { t } = useTranslation('notices');
  const { acts } = useMe();
  const [approving, setApproving] = useState(false);
  return (
    <NoticeVersion notice={notice} zone={number.zone}>
      {live && (
        <>
          <h3>{t('diff')}</h3>
          <WordChanges before={live.chat} after={notice.chat} />
        </>
      )}
      <div className="form-buttons">
        {acts.includes('notice:approve') && <Button onClick={() => setApproving(true)}>{t('approve')}</Button>}
        {acts.includes('notice:draft') && (
          <Button variant="default" onClick={onEdit}>
            {t('change')}
          </Button>
        )}
      </div>
      {!acts.includes('notice:approve') && <p className="quiet small">{t('only-dpo')}</p>}
      <ApproveDialog notice={notice} number={number.id} open={approving} onClose={() => setApproving(false)} />
    </NoticeVersion>
  );
}
