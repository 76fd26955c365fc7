/** E-mail and password. */

import type { MeView } from '@atalaia/monitor/api';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface PasswordFormProps {
  readonly onSignedIn: (me: MeView) => void;
  readonly onTotp: () => void;
}

export function PasswordForm({ onSignedIn, onTotp }: PasswordFormProps) {
  const { t } = useTranslation('access');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation(
    api.session.signIn.mutationOptions({
      onSuccess: (answer) => (answer.kind === 'signed-in' ? onSignedIn(answer.me) : onTotp()),
    }),
  );
  return (
    <form
      className="access-form"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ email: email.trim(), password });
      }}
    >
      <TextInput
        label={t('email')}
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t('show-password'), tabIndex: 0 }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ProblemNote error={signIn.error} />
      <Button type="submit" fullWidth loading={signIn.isPending}>
        {t('sign-in.button')}
      </Button>
    </form>
  );
}
