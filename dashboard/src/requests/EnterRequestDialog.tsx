/** A request that came by letter, e-mail, telephone or in person: from the day it came the clock runs. */
import { requestKind } from '@atalaia/monitor/api';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { instantOf } from '../ui/day-input.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useTimes } from '../ui/zone.tsx';
import { useEnterRequest } from './requests.ts';

interface EnterRequestDialogProps {
  readonly person: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function EnterRequestDialog({ person, open, onClose }: EnterRequestDialogProps) {
  const { t } = useTranslation('requests');
  return (
    <Dialog open={open} title={t('enter.title')} onClose={onClose}>
      <EnterForm person={person} onClose={onClose} />
    </Dialog>
  );
}

function EnterForm({ person, onClose }: Omit<EnterRequestDialogProps, 'open'>) {
  const { t } = useTranslation('requests');
  const navigate = useNavigate();
  const [kind, setKind] = useState<string>('access');
  const { zone } = useTimes();
  const [at, setAt] = useState('');
  const [words, setWords] = useState('');
  const [proof, setProof] = useState('');
  const enter = useEnterRequest();
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        const said = {
          kind: requestKind.parse(kind),
          receivedAt: instantOf(at, zone) ?? Number.NaN,
          words,
          proof: proof.trim() === '' ? null : proof,
        };
        enter.mutate(
          { id: person, ...said },
          { onSuccess: ({ id }) => void navigate({ to: '/requests/$request', params: { request: id } }) },
        );
      }}
    >
      <p>{t('enter.lead')}</p>
      <NativeSelect
        label={t('enter.kind')}
        value={kind}
        data={requestKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(event) => setKind(event.currentTarget.value)}
      />
      <TextInput
        label={t('enter.received')}
        type="datetime-local"
        required
        withAsterisk={false}
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <Textarea
        label={t('enter.words')}
        maxLength={4000}
        autosize
        minRows={3}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Textarea
        label={t('enter.proof')}
        description={t('enter.proof-explained')}
        maxLength={1000}
        autosize
        minRows={2}
        value={proof}
        onChange={(event) => setProof(event.currentTarget.value)}
      />
      <ProblemNote error={enter.error} />
      <DialogButtons button={t('enter.button')} busy={enter.isPending} fieldHasFocus onCancel={onClose} />
    </form>
  );
}
