/** What surrounds every page of the dpo's desk: its heading and the way to its other pages. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { useCompanyZone } from '../numbers/numbers.ts';
import { Page } from '../ui/Page.tsx';
import { InZone, ZoneNote } from '../ui/zone.tsx';
import { deskPagesOf } from './desk-pages.ts';
import '../ui/forms.css';
import './rights.css';

interface RightsPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** The zone (IANA) of what is shown; the company's if absent. */
  readonly zone?: string | undefined;
  /** It tells no time of day, only days of each number's own zone. */
  readonly timeless?: boolean;
  readonly children: ReactNode;
}

export function RightsPage({ title, lead, actions, zone, timeless = false, children }: RightsPageProps) {
  const { t } = useTranslation('rights');
  const pages = deskPagesOf(useMe());
  const companyZone = useCompanyZone();
  return (
    <InZone zone={zone ?? companyZone}>
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
        {!timeless && <ZoneNote />}
        {children}
      </Page>
    </InZone>
  );
}
