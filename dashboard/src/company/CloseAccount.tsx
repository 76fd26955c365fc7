/** Closing the account: every key of the installation is destroyed. What must be done before is listed; the name is typed. */
import type { closureView } from '@atalaia/monitor/api';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { ReasonField } from '../ui/ReasonField.tsx';
import { useCloseAccount, useClosure } from './company.ts';

export function CloseAccount() {
  const { t } = useTranslation('company');
  const [asking, setAsking] = useState(false);
  const closure = useClosure(true);
  const found = closure.data;
  return (
    <section className="panel-form">
      <h2>{t('close.title')}</h2>
      <p>{t('close.lead')}</p>
      {closure.error && <ErrorState error={closure.error} onRetry={() => void closure.refetch()} />}
      {found && <Standing closure={found} />}
      {found?.state === 'open' && (
        <div>
          <Button color="red" variant="outline" disabled={found.missing.length > 0} onClick={() => setAsking(true)}>
            {t('close.button')}
          </Button>
        </div>
      )}
      <Dialog open={asking} title={t('close.sure')} onClose={() => setAsking(false)}>
        <CloseForm onClose={() => setAsking(false)} />
      </Dialog>
    </section>
  );
}

function Standing({ closure }: { readonly closure: z.infer<typeof closureView> }) {
  const { t } = useTranslation('company');
  if (closure.state !== 'open') return <p className="danger-note">{t(`close.state.${closure.state}`)}</p>;
  if (closure.missing.length === 0) return null;
  return (
    <>
      <p>{t('close.missing')}</p>
      <ul>
        {closure.missing.map((item) => (
          <li key={item}>{t(`close.must.${item}`)}</li>
        ))}
      </ul>
    </>
  );
}

function CloseForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('company');
  const [phrase, setPhrase] = useState('');
  const [reason, setReason] = useState('');
  const close = useCloseAccount();
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate({ phrase, reason }, { onSuccess: onClose });
      }}
    >
      <p>{t('close.lost')}</p>
      <TextInput
        label={t('close.phrase')}
        description={t('close.phrase-explained')}
        required
        withAsterisk={false}
        autoComplete="off"
        value={phrase}
        onChange={(event) => setPhrase(event.currentTarget.value)}
      />
      <ReasonField value={reason} onChange={setReason} />
      <ProblemNote error={close.error} />
      <DialogButtons button={t('close.button')} busy={close.isPending} danger onCancel={onClose} />
    </form>
  );
}
