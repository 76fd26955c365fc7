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

interface Waiting {
  readonly open: number;
  /** It is not known beyond this how many. */
  readonly most: number;
}

interface NavigationProps {
  /** What waits at an entry, by its address. */
  readonly waiting: Partial<Record<NavigationEntry['to'], Waiting>>;
}

export function Navigation({ waiting }: NavigationProps) {
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
              <RailLink entry={entry} waiting={waiting[entry.to] ?? nothing} />
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

const nothing: Waiting = { open: 0, most: 0 };

function RailLink({ entry, waiting }: { readonly entry: NavigationEntry; readonly waiting: Waiting }) {
  const { t, i18n } = useTranslation('shell');
  const { to, text, Icon } = entry;
  const { open, most } = waiting;
  return (
    <Link to={to} className="rail-link" title={t(text)}>
      <Icon size={18} stroke={1.7} aria-hidden="true" />
      <span className="rail-text">{t(text)}</span>
      {open > 0 && (
        <span className="rail-count">
          {open > most ? t('nav.many', { count: most }) : new Intl.NumberFormat(i18n.language).format(open)}
          <span className="unseen"> {t('nav.open')}</span>
        </span>
      )}
    </Link>
  );
}
