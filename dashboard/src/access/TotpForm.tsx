/** The six digits of the authenticator. */

import type { MeView } from '@atalaia/monitor/api';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface TotpFormProps {
  readonly onSignedIn: (me: MeView) => void;
  readonly onBack: () => void;
}

export function TotpForm({ onSignedIn, onBack }: TotpFormProps) {
  const { t } = useTranslation('access');
  const [code, setCode] = useState('');
  const confirm = useMutation(api.session.totp.mutationOptions({ onSuccess: onSignedIn, onError: () => setCode('') }));
  return (
    <form
      className="access-form"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate({ code });
      }}
    >
      <TextInput
        label={t('totp.code')}
        description={t('totp.explained')}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]{6}"
        maxLength={6}
        required
        withAsterisk={false}
        autoFocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value.replace(/[^0-9]/g, ''))}
      />
      <ProblemNote error={confirm.error} />
      <Button type="submit" fullWidth loading={confirm.isPending}>
        {t('totp.button')}
      </Button>
      <Button variant="subtle" fullWidth onClick={onBack}>
        {t('totp.back')}
      </Button>
    </form>
  );
}
