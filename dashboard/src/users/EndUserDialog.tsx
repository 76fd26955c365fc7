/** Ending an account takes effect at once, so it is asked first, and Cancel has the focus. */
import type { UserView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useChangeUser } from './users.ts';

export function EndUserDialog({ user, onClose }: { readonly user: UserView | null; readonly onClose: () => void }) {
  const { t } = useTranslation('users');
  const change = useChangeUser();
  return (
    <Dialog open={user !== null} title={t('end.title', { name: user?.name ?? user?.email ?? '' })} onClose={onClose}>
      <p>{t('end.text')}</p>
      <ProblemNote error={change.error} />
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={onClose}>
          {t('end.cancel')}
        </Button>
        <Button
          color="red"
          loading={change.isPending}
          onClick={() => user && change.mutate({ id: user.id, state: 'ended' }, { onSuccess: onClose })}
        >
          {t('end.button')}
        </Button>
      </div>
    </Dialog>
  );
}
