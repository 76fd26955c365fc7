/** Asks before a page with unsaved words is left. */
import { Button } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';

export function LeaveDialog({ unsaved }: { readonly unsaved: boolean }) {
  const { t } = useTranslation('lab');
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: unsaved,
    withResolver: true,
  });
  return (
    <Dialog open={blocker.status === 'blocked'} title={t('leave.title')} onClose={() => blocker.reset?.()}>
      <p>{t('leave.text')}</p>
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={() => blocker.reset?.()}>
          {t('leave.stay')}
        </Button>
        <Button color="red" onClick={() => blocker.proceed?.()}>
          {t('leave.go')}
        </Button>
      </div>
    </Dialog>
  );
}
