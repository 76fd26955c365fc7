/** What a person may do beyond their role, given to them by name; and which agent of the archive they are. */
import type { UserView } from '@atalaia/monitor/api';
import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAgentsByName, useChangeUser } from './users.ts';

export function GrantsDialog({ user, onClose }: { readonly user: UserView | null; readonly onClose: () => void }) {
  const { t } = useTranslation('users');
  const name = user?.name ?? user?.email ?? '';
  return (
    <Dialog open={user !== null} title={t('grants.title', { name })} onClose={onClose}>
      {user && <GrantsForm user={user} onClose={onClose} />}
    </Dialog>
  );
}

const grants = ['export', 'erase'] as const;

function GrantsForm({ user, onClose }: { readonly user: UserView; readonly onClose: () => void }) {
  const { t } = useTranslation('users');
  const [rights, setRights] = useState<UserView['rights']>(user.rights);
  const [person, setPerson] = useState(user.person ?? '');
  const agents = useAgentsByName();
  const change = useChangeUser();
  const known = agents.data?.agents ?? [];
  const mayHaveRights = user.roles.includes('dpo');
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ id: user.id, rights, person: person === '' ? null : person }, { onSuccess: onClose });
      }}
    >
      {mayHaveRights ? (
        <fieldset className="choices">
          <legend>{t('grants.rights')}</legend>
          {grants.map((right) => (
            <Checkbox
              key={right}
              label={t(`grants.${right}.name`)}
              description={t(`grants.${right}.does`)}
              checked={rights.includes(right)}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                setRights((old) => grants.filter((one) => (one === right ? on : old.includes(one))));
              }}
            />
          ))}
        </fieldset>
      ) : (
        <p className="quiet">{t('grants.dpo-only')}</p>
      )}
      <NativeSelect
        label={t('grants.person')}
        description={t('grants.person-explained')}
        value={person}
        data={[
          { value: '', label: t('grants.nobody') },
          ...(person !== '' && !known.some(({ id }) => id === person)
            ? [{ value: person, label: t('grants.somebody') }]
            : []),
          ...known.map(({ id, code, name }) => ({ value: id, label: name === null ? code : `${name} · ${code}` })),
        ]}
        onChange={(event) => setPerson(event.currentTarget.value)}
      />
      <ProblemNote error={agents.error ?? change.error} />
      <DialogButtons button={t('grants.keep')} busy={change.isPending} onCancel={onClose} />
    </form>
  );
}
