/** Placing a legal hold: while it stands, nobody and no period erases what it covers. */
import type { ScopeView } from '@atalaia/monitor/api';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { endOfDay } from '../ui/day-input.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import { useTimes } from '../ui/zone.tsx';
import { usePlaceHold } from './holds.ts';

interface HoldDialogProps {
  readonly scope: ScopeView;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function HoldDialog({ scope, open, onClose }: HoldDialogProps) {
  const { t } = useTranslation('holds');
  return (
    <Dialog open={open} title={t(`place.title.${scope.kind}`)} onClose={onClose}>
      <HoldForm scope={scope} onClose={onClose} />
    </Dialog>
  );
}

function HoldForm({ scope, onClose }: Pick<HoldDialogProps, 'scope' | 'onClose'>) {
  const { t } = useTranslation('holds');
  const [reason, setReason] = useState('');
  const [day, setDay] = useState('');
  const { zone } = useTimes();
  const place = usePlaceHold();
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        place.mutate({ scope, reason, until: endOfDay(day, zone) }, { onSuccess: onClose });
      }}
    >
      <p>{t('place.lead')}</p>
      <ReasonField
        label={t('place.reason')}
        description={t('place.reason-explained')}
        autoFocus
        value={reason}
        onChange={setReason}
      />
      <TextInput
        label={t('place.until')}
        description={t('place.until-explained')}
        type="date"
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <ProblemNote error={place.error} />
      <DialogButtons button={t('place.button')} busy={place.isPending} fieldHasFocus onCancel={onClose} />
    </form>
  );
}
