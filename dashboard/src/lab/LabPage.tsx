/** What every page of the rule lab has around it: the way to the other pages, and a bar while an earlier version is held. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { Page } from '../ui/Page.tsx';
import { HeldNote } from './HeldNote.tsx';
import '../ui/forms.css';
import '../rules/rules.css';
import './lab.css';

interface LabPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

const pages = [
  { to: '/rules', text: 'nav.rules', act: 'rule:list' },
  { to: '/lab/write', text: 'nav.write', act: 'rule:change' },
  { to: '/lab/replays', text: 'nav.replays', act: 'replay:run' },
  { to: '/lab/versions', text: 'nav.versions', act: 'rule:list' },
  { to: '/lab/budget', text: 'nav.budget', act: 'alert:list' },
  { to: '/terms', text: 'nav.terms', act: 'term:change' },
] as const;

export function LabPage({ title, lead, actions, children }: LabPageProps) {
  const { t } = useTranslation('lab');
  const { acts } = useMe();
  return (
    <Page title={title} lead={lead} actions={actions}>
      <nav className="lab-nav" aria-label={t('nav.label')}>
        {pages
          .filter(({ act }) => acts.includes(act))
          .map(({ to, text }) => (
            <Link key={to} to={to} activeOptions={{ includeSearch: false }}>
              {t(text)}
            </Link>
          ))}
      </nav>
      <HeldNote />
      {children}
    </Page>
  );
}
