/** Small switches of the queue: desktop notification (asked for by a press only), sound, the list of keys. */
import { ActionIcon } from '@mantine/core';
import { IconBell, IconBellOff, IconKeyboard, IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { setPreference, usePreference } from '../app/preferences.ts';
import { useAnnounce } from '../ui/LiveRegion.tsx';

export function QueueTools({ onKeys }: { readonly onKeys: () => void }) {
  const { t } = useTranslation('alerts');
  const announce = useAnnounce();
  const notifications = usePreference('notifications');
  const sound = usePreference('sound');
  const notify = async () => {
    const granted =
      !notifications && 'Notification' in window && (await Notification.requestPermission()) === 'granted';
    setPreference('notifications', granted);
    announce(t(granted ? 'tools.notifications-on' : 'tools.notifications-off'));
  };
  const Bell = notifications ? IconBell : IconBellOff;
  const Volume = sound ? IconVolume : IconVolumeOff;
  return (
    <div className="queue-tools">
      <ActionIcon
        variant="subtle"
        aria-pressed={notifications}
        aria-label={t('tools.notifications')}
        title={t('tools.notifications')}
        onClick={() => void notify()}
      >
        <Bell size={18} stroke={1.7} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-pressed={sound}
        aria-label={t('tools.sound')}
        title={t('tools.sound')}
        onClick={() => setPreference('sound', !sound)}
      >
        <Volume size={18} stroke={1.7} />
      </ActionIcon>
      <ActionIcon variant="subtle" aria-label={t('tools.keys')} title={t('tools.keys')} onClick={onKeys}>
        <IconKeyboard size={18} stroke={1.7} />
      </ActionIcon>
    </div>
  );
}
