/** What surrounds every page of one number: which number it is, the way to its other pages, the honest limit. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { LinkBadge } from './LinkBadge.tsx';
import { useNumber } from './numbers.ts';
import '../ui/forms.css';
import './numbers.css';

interface NumberFrameProps {
  readonly title: (number: NumberDetail) => string;
  readonly lead?: string;
  readonly children: (number: NumberDetail) => ReactNode;
}

const pages = [
  { to: '/numbers/$number', text: 'page.overview', act: 'number:list' },
  { to: '/numbers/$number/link', text: 'page.link', act: 'number:list' },
  { to: '/numbers/$number/capture', text: 'page.capture', act: 'number:list' },
  { to: '/numbers/$number/notices', text: 'page.notices', act: 'number:list' },
  { to: '/numbers/$number/roster', text: 'page.roster', act: 'roster:list' },
] as const;

export function NumberFrame({ title, lead, children }: NumberFrameProps) {
  const { t } = useTranslation('numbers');
  const { acts } = useMe();
  const { number: id = '' } = useParams({ strict: false });
  const number = useNumber(id);
  if (number.error) return <ErrorState error={number.error} onRetry={() => void number.refetch()} />;
  if (!number.data) return <SkeletonRows />;
  const { label, phone, link, armedAt } = number.data;
  return (
    <Page title={title(number.data)} lead={lead}>
      <p className="number-line">
        <Link to="/numbers">{t('page.back')}</Link>
        <strong>{label ?? phone}</strong>
        {label !== null && <span className="quiet">{phone}</span>}
        <LinkBadge kind={link.kind} />
        <span className="tag">{t(armedAt === null ? 'not-armed' : 'armed')}</span>
      </p>
      <nav className="number-nav" aria-label={t('page.sections')}>
        {pages
          .filter(({ act }) => acts.includes(act))
          .map(({ to, text }) => (
            <Link key={to} to={to} params={{ number: id }} activeOptions={{ exact: true }}>
              {t(text)}
            </Link>
          ))}
      </nav>
      {children(number.data)}
      <p className="quiet small number-proved">{t('page.proved')}</p>
    </Page>
  );
}
