/** Adds an agent: a name and a device; a link to the policy is made at once. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { DeviceSelect } from './DeviceSelect.tsx';
import type { ShownLink } from './RosterPage.tsx';
import { useRosterChanges } from './roster.ts';

interface AddAgentFormProps {
  readonly number: string;
  readonly onLink: (shown: ShownLink) => void;
}

export function AddAgentForm({ number, onLink }: AddAgentFormProps) {
  const { t } = useTranslation('roster');
  const [name, setName] = useState('');
  const [device, setDevice] = useState<number | null>(null);
  const { add } = useRosterChanges();
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(
          { id: number, name, device },
          {
            onSuccess: ({ link, joined }) => {
              onLink({ name, link, waits: !joined });
              setName('');
            },
          },
        );
      }}
    >
      <h2>{t('add.title')}</h2>
      <TextInput
        label={t('add.name')}
        description={t('add.name-explained')}
        required
        withAsterisk={false}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <DeviceSelect device={device} onChange={setDevice} />
      <ProblemNote error={add.error} />
      <div>
        <Button type="submit" loading={add.isPending}>
          {t('add.button')}
        </Button>
      </div>
    </form>
  );
}
