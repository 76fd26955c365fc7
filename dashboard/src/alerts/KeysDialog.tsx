/** The list of one-key shortcuts, and the switch that turns them off. */
import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setPreference, usePreference } from '../app/preferences.ts';
import { Dialog } from '../ui/Dialog.tsx';

const keys = ['J', 'K', 'O', 'D', 'C', 'E', 'R', 'X', 'U', 'N', 'M', '?'] as const;

interface KeysDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function KeysDialog({ open, onClose }: KeysDialogProps) {
  const { t } = useTranslation('alerts');
  const on = usePreference('shortcuts');
  return (
    <Dialog open={open} title={t('keys.title')} onClose={onClose}>
      <dl className="keys">
        {keys.map((key) => (
          <div key={key}>
            <dt>
              <kbd className="kbd">{key}</kbd>
            </dt>
            <dd>{t(`keys.${key}`)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('keys.on')}
        checked={on}
        onChange={(event) => setPreference('shortcuts', event.currentTarget.checked)}
      />
      <div className="dialog-buttons">
        <Button variant="default" onClick={onClose}>
          {t('keys.close')}
        </Button>
      </div>
    </Dialog>
  );
}
