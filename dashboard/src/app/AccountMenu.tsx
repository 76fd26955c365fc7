/** One's own account: language, light or dark, sign out. */

import type { MeView } from '@atalaia/monitor/api';
import { Button, NativeSelect, useMantineColorScheme } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { LanguageSelect } from './LanguageSelect.tsx';
import { useSignOut } from './session.ts';

export function AccountMenu({ me }: { readonly me: MeView }) {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useMutation({ mutationFn: useSignOut() });
  const name = me.name ?? me.email;
  return (
    <div className="rail-account">
      <button type="button" className="rail-link" onClick={() => setOpen(true)} title={t('account.open')}>
        <IconUserCircle size={18} stroke={1.7} aria-hidden="true" />
        <span className="rail-text">{name}</span>
        <span className="unseen"> · {t('account.open')}</span>
      </button>
      <Dialog open={open} title={name} onClose={() => setOpen(false)}>
        <p className="quiet">{me.roles.map((role) => t(`role.${role}`)).join(' · ')}</p>
        <LanguageSelect />
        <NativeSelect
          label={t('theme.label')}
          value={colorScheme}
          onChange={(event) => setColorScheme(asScheme(event.currentTarget.value))}
          data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
        <ProblemNote error={signOut.error} />
        <div className="dialog-buttons">
          <Button component={Link} to="/settings" variant="subtle" onClick={() => setOpen(false)}>
            {t('nav.settings')}
          </Button>
          <Button variant="default" onClick={() => setOpen(false)}>
            {t('account.close')}
          </Button>
          <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
            {t('account.sign-out')}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}

function asScheme(value: string): 'light' | 'dark' | 'auto' {
  return value === 'light' || value === 'dark' ? value : 'auto';
}
