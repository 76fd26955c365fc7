/** Inviting somebody: e-mail, role, and for readers the numbers they may see. */
import type { NumberView } from '@atalaia/monitor/api';
import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/texts.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { type RoleSet, roleSetKey, roleSets } from './users.ts';

interface Invitation {
  readonly email: string;
  readonly roles: RoleSet[number][];
  readonly numbers: string[] | null;
  readonly language: ReturnType<typeof useLanguage>;
}

interface InviteFormProps {
  readonly numbers: readonly NumberView[];
  readonly pending: boolean;
  readonly error: unknown;
  readonly onInvite: (invitation: Invitation) => void;
}

export function InviteForm({ numbers, pending, error, onInvite }: InviteFormProps) {
  const { t } = useTranslation('users');
  const language = useLanguage();
  const [email, setEmail] = useState('');
  const [key, setKey] = useState<string>('manager');
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const roles = roleSets.find((set) => roleSetKey(set) === key) ?? roleSets[0];
  const limitable = key === 'manager' && numbers.length > 0;
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        onInvite({
          email: email.trim(),
          roles: [...roles],
          numbers: limitable && chosen ? [...chosen] : null,
          language,
        });
      }}
    >
      <h2>{t('invite.title')}</h2>
      <TextInput
        label={t('invite.email')}
        type="email"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Radio.Group label={t('invite.role')} value={key} onChange={setKey}>
        <div className="choices">
          {roleSets.map((set) => (
            <Radio
              key={roleSetKey(set)}
              value={roleSetKey(set)}
              label={t(`role.${roleSetKey(set)}.name`)}
              description={t(`role.${roleSetKey(set)}.does`)}
            />
          ))}
        </div>
      </Radio.Group>
      {limitable && (
        <fieldset className="choices">
          <legend>{t('invite.numbers')}</legend>
          <Checkbox
            label={t('invite.all-numbers')}
            checked={chosen === null}
            onChange={(event) => setChosen(event.currentTarget.checked ? null : [])}
          />
          {chosen !== null && (
            <Checkbox.Group value={[...chosen]} onChange={setChosen}>
              {numbers.map((number) => (
                <Checkbox key={number.id} value={number.id} label={number.label ?? number.phone} />
              ))}
            </Checkbox.Group>
          )}
        </fieldset>
      )}
      <ProblemNote error={error} />
      <div>
        <Button type="submit" loading={pending} disabled={limitable && chosen?.length === 0}>
          {t('invite.button')}
        </Button>
      </div>
    </form>
  );
}
