/** What surrounds every page of a signed-in person: navigation, the state of the connection, the page itself. */
import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AlertAnnouncer } from '../alerts/AlertAnnouncer.tsx';
import { useOpenAlerts } from '../alerts/open-alerts.ts';
import { useOpenRequests } from '../requests/open-requests.ts';
import { TitleBadge } from '../ui/title.ts';
import { Live, useLiveStatus } from './Live.tsx';
import { Navigation } from './Navigation.tsx';
import './shell.css';

export function Shell() {
  return (
    <Live>
      <Frame />
    </Live>
  );
}

function Frame() {
  const { t } = useTranslation('shell');
  const open = useOpenAlerts();
  const requests = useOpenRequests();
  return (
    <TitleBadge value={open}>
      <div className="shell">
        <a className="skip" href="#content">
          {t('skip')}
        </a>
        <Navigation waiting={{ '/alerts': { open, most: 999 }, '/requests': requests }} />
        <div className="shell-main">
          <OfflineBar />
          <main id="content" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
      <AlertAnnouncer />
    </TitleBadge>
  );
}

function OfflineBar() {
  const { t } = useTranslation('shell');
  if (useLiveStatus() !== 'lost') return null;
  return (
    <p className="offline" role="status">
      {t('offline')}
    </p>
  );
}
