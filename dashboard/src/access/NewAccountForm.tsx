/** Name and password of a new account; the e-mail too where nobody has given it yet. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';

interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

interface NewAccountFormProps {
  readonly asksEmail: boolean;
  readonly button: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSubmit: (account: NewAccount) => void;
}

export function NewAccountForm({ asksEmail, button, pending, error, onSubmit }: NewAccountFormProps) {
  const { t } = useTranslation('setup');
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className="access-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ email: email.trim(), name: name.trim(), password });
      }}
    >
      {asksEmail && (
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t('name')}
        description={t('name-explained')}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('password')}
        description={t('password-explained')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        minLength={12}
        maxLength={200}
        visibilityToggleButtonProps={{ 'aria-label': t('show-password'), tabIndex: 0 }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ProblemNote error={error} />
      <Button type="submit" fullWidth loading={pending}>
        {button}
      </Button>
    </form>
  );
}
