/** One link to the portal: until when it works, whether it was opened, and the way to end it. */
import type { ShareView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useRevokeShare } from './shares.ts';

interface ShareLineProps {
  readonly share: ShareView;
  readonly mayShare: boolean;
}

export function ShareLine({ share, mayShare }: ShareLineProps) {
  const { t } = useTranslation('rights');
  const times = useTimes();
  const revoke = useRevokeShare();
  return (
    <li className="row">
      <div className="row-main">
        <strong>{t(`share.state.${share.state}`, { at: times.short(share.expiresAt) })}</strong>
        <div className="quiet small">
          {t(`share.by.${share.byKind}`, { by: share.by, at: times.short(share.createdAt) })} ·{' '}
          {share.openedAt === null ? t('share.unopened') : t('share.opened', { at: times.short(share.openedAt) })}
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
