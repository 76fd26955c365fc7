/** One link to the portal: until when it works, whether it was opened, and the way to end it. */
import type { ShareView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { shortTime } from '../ui/time.ts';
import { useRevokeShare } from './shares.ts';

interface ShareLineProps {
  readonly share: ShareView;
  readonly mayShare: boolean;
}

export function ShareLine({ share, mayShare }: ShareLineProps) {
  const { t, i18n } = useTranslation('rights');
  const revoke = useRevokeShare();
  const time = (at: number) => shortTime(at, i18n.language);
  return (
    <li className="row">
      <div className="row-main">
        <strong>{t(`share.state.${share.state}`, { at: time(share.expiresAt) })}</strong>
        <div className="quiet small">
          {t(`share.by.${share.byKind}`, { by: share.by, at: time(share.createdAt) })} ·{' '}
          {share.openedAt === null ? t('share.unopened') : t('share.opened', { at: time(share.openedAt) })}
        </div>
      </div>
      {mayShare && share.state === 'open' && (
        <Button
          variant="default"
          size="compact-sm"
          loading={revoke.isPending}
          onClick={() => revoke.mutate({ id: share.id })}
        >
          {t('share.revoke')}
        </Button>
      )}
      <ProblemNote error={revoke.error} />
    </li>
  );
}
