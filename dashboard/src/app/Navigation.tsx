/** The rail on the left (at the bottom on a phone): where one can go, and one's own account. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TowerMark } from '../ui/TowerMark.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { navigationOf } from './navigation.ts';
import { useMe } from './session.ts';

export function Navigation({ open }: { readonly open: number }) {
  const { t } = useTranslation('shell');
  const me = useMe();
  return (
    <header className="rail">
      <Link to="/" className="rail-brand">
        <TowerMark />
        <span>Atalaia</span>
      </Link>
      <nav aria-label={t('nav.label')}>
        <ul>
          {navigationOf(me).map(({ to, text, Icon }) => (
            <li key={to}>
              <Link to={to} className="rail-link" title={t(text)}>
                <Icon size={18} stroke={1.7} aria-hidden="true" />
                <span className="rail-text">{t(text)}</span>
                {to === '/alerts' && open > 0 && (
                  <span className="rail-count">
                    {open > 999 ? '999+' : open}
                    <span className="unseen"> {t('nav.open')}</span>
                  </span>
                )}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <AccountMenu me={me} />
    </header>
  );
}
