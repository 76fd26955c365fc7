/** What does not fit on a phone's bar, by name. */
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import type { NavigationEntry } from './navigation.ts';

export function MoreMenu({ entries }: { readonly entries: readonly NavigationEntry[] }) {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" className="rail-link" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <IconDots size={18} stroke={1.7} aria-hidden="true" />
        <span className="rail-text">{t('nav.more')}</span>
      </button>
      <Dialog open={open} title={t('nav.label')} onClose={close}>
        <ul className="menu">
          {entries.map(({ to, text, Icon }) => (
            <li key={to}>
              <Link to={to} className="menu-link" onClick={close}>
                <Icon size={18} stroke={1.7} aria-hidden="true" />
                {t(text)}
              </Link>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
