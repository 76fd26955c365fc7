/** Placing a legal hold on something, or erasing it, for those who may. */
import type { ScopeView } from '@atalaia/monitor/api';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { EraseDialog } from '../erasures/EraseDialog.tsx';
import { HoldDialog } from '../holds/HoldDialog.tsx';
import '../ui/forms.css';

export function ScopeActs({ scope }: { readonly scope: ScopeView }) {
  const { t } = useTranslation('rights');
  const { acts } = useMe();
  const [open, setOpen] = useState<'hold' | 'erase' | null>(null);
  const close = () => setOpen(null);
  return (
    <span className="link-line">
      {acts.includes('hold:place') && (
        <Button variant="default" onClick={() => setOpen('hold')}>
          {t('scope.hold')}
        </Button>
      )}
      {acts.includes('person:erase') && (
        <Button variant="default" onClick={() => setOpen('erase')}>
          {t('scope.erase')}
        </Button>
      )}
      <HoldDialog scope={scope} open={open === 'hold'} onClose={close} />
      <EraseDialog scope={scope} open={open === 'erase'} onClose={close} />
    </span>
  );
}
