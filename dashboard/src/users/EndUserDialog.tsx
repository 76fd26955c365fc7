/** Ending an account takes effect at once, so it is asked first, and Cancel has the focus; somebody takes over what is theirs. */
import type { UserView } from '@atalaia/monitor/api';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useChangeUser } from './users.ts';

interface EndUserDialogProps {
  readonly user: UserView | null;
  /** Everybody, of whom one may take over. */
  readonly users: readonly UserView[];
  readonly onClose: () => void;
}

export function EndUserDialog({ user, users, onClose }: EndUserDialogProps) {
  const { t } = useTranslation('users');
  const name = user?.name ?? user?.email ?? '';
  return (
    <Dialog open={user !== null} title={t('end.title', { name })} onClose={onClose}>
      {user && <EndForm user={user} users={users} onClose={onClose} />}
    </Dialog>
  );
}

function EndForm({ user, users, onClose }: EndUserDialogProps & { readonly user: UserView }) {
  const { t } = useTranslation('users');
  const [successor, setSuccessor] = useState('');
  const change = useChangeUser();
  const answers = user.roles.some((role) => role === 'dpo' || role === 'manager');
  const others = users.filter(
    ({ id, state, roles }) => id !== user.id && state === 'active' && roles.some((role) => user.roles.includes(role)),
  );
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        const to = successor === '' ? {} : { successor };
        change.mutate({ id: user.id, state: 'ended', ...to }, { onSuccess: onClose });
      }}
    >
      <p>{t('end.text')}</p>
      {answers && (
        <NativeSelect
          label={t('end.successor')}
          description={t('end.successor-explained')}
          value={successor}
          data={[
            { value: '', label: t('end.nobody') },
            ...others.map(({ id, name, email }) => ({ value: id, label: name ?? email })),
          ]}
          onChange={(event) => setSuccessor(event.currentTarget.value)}
        />
      )}
      <ProblemNote error={change.error} />
      <div className="dialog-buttons">
        <Button variant="default" autoFocus onClick={onClose}>
          {t('end.cancel')}
        </Button>
        <Button type="submit" color="red" loading={change.isPending}>
          {t('end.button')}
        </Button>
      </div>
    </form>
  );
}
