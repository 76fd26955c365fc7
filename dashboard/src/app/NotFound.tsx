/** Shown for an address that does not exist. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/Page.tsx';

export function NotFound() {
  const { t } = useTranslation('shell');
  return (
    <main>
      <Page title={t('not-found.title')}>
        <Link to="/">{t('not-found.home')}</Link>
      </Page>
    </main>
  );
}
