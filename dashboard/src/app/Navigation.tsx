/** The rail on the left (at the bottom on a phone): where one can go, and one's own account. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TowerMark } from '../ui/TowerMark.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { type NavigationEntry, navigationOf } from './navigation.ts';
import { useMe } from './session.ts';

/** Entries that a phone shows beside "more"; those after them are in its menu. */
const onPhone = 3;

/** What waits at an entry, by its address. */
export type Waiting = Partial<Record<NavigationEntry['to'], number>>;

export function Navigation({ waiting }: { readonly waiting: Waiting }) {
  const { t } = useTranslation('shell');
  const me = useMe();
  const entries = navigationOf(me);
  const long = entries.length > onPhone + 1;
  return (
    <header className="rail">
      <Link to="/" className="rail-brand">
        <TowerMark />
        <span>Atalaia</span>
      </Link>
      <nav aria-label={t('nav.label')}>
        <ul data-long={long}>
          {entries.map((entry) => (
            <li key={entry.to}>
              <RailLink entry={entry} open={waiting[entry.to] ?? 0} />
            </li>
          ))}
          {long && (
            <li className="rail-more">
              <MoreMenu entries={entries.slice(onPhone)} />
            </li>
          )}
        </ul>
      </nav>
      <AccountMenu me={me} />
    </header>
  );
}

function RailLink({ entry, open }: { readonly entry: NavigationEntry; readonly open: number }) {
  const { t, i18n } = useTranslation('shell');
  const { to, text, Icon } = entry;
  return (
    <Link to={to} className="rail-link" title={t(text)}>
      <Icon size={18} stroke={1.7} aria-hidden="true" />
      <span className="rail-text">{t(text)}</span>
      {open > 0 && (
        <span className="rail-count">
          {open > 999 ? t('nav.many') : new Intl.NumberFormat(i18n.language).format(open)}
          <span className="unseen"> {t('nav.open')}</span>
        </span>
      )}
    </Link>
  );
}
