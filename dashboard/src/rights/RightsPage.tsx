/** What surrounds every page of the dpo's desk: its heading and the way to its other pages. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { Page } from '../ui/Page.tsx';
import { deskPagesOf } from './desk-pages.ts';
import '../ui/forms.css';
import './rights.css';

interface RightsPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function RightsPage({ title, lead, actions, children }: RightsPageProps) {
  const { t } = useTranslation('rights');
  const pages = deskPagesOf(useMe());
  return (
    <Page title={title} lead={lead} actions={actions}>
      {pages.length > 1 && (
        <nav className="desk-nav" aria-label={t('desk.label')}>
          {pages.map(({ to, text }) => (
            <Link key={to} to={to}>
              {t(`desk.${text}`)}
            </Link>
          ))}
        </nav>
      )}
      {children}
    </Page>
  );
}
