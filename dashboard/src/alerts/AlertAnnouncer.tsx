/** Tells of a new alert while one works elsewhere: live region, desktop notification, sound. Never for imported history. */
import type { LiveEvent } from '@atalaia/monitor/api';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLiveNews } from '../app/Live.tsx';
import { readPreference } from '../app/preferences.ts';
import { useAnnounce } from '../ui/LiveRegion.tsx';
import { chime } from './chime.ts';

export function AlertAnnouncer() {
  const { t } = useTranslation(['alerts', 'ui']);
  const announce = useAnnounce();
  const navigate = useNavigate();

  const notify = (event: Extract<LiveEvent, { kind: 'alert-raised' | 'alert-joined' | 'alert-decided' }>) => {
    if (!readPreference('notifications') || !('Notification' in window) || Notification.permission !== 'granted')
      return;
    // Neither text nor names: a notification may be read by whoever stands behind the screen.
    const shown = new Notification(t('alerts:announce.title'), {
      body: t('alerts:announce.body', { severity: t(`ui:severity.${event.severity}`) }),
      tag: event.id,
    });
    shown.onclick = () => {
      window.focus();
      void navigate({ to: '/alerts/$alert', params: { alert: event.id } });
      shown.close();
    };
  };

  useLiveNews((news) => {
    if (news.kind !== 'alert-raised' || news.historical) return;
    announce(t('alerts:announce.said', { severity: t(`ui:severity.${news.severity}`) }));
    notify(news);
    if (readPreference('sound')) chime();
  });
  return null;
}
