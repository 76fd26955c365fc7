/** Finds a person by phone, name, identifier or code; says before that the words are recorded. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type RevealReason, revealReasons } from '../conversation/reading.ts';

interface SeekFormProps {
  readonly busy: boolean;
  readonly onSeek: (who: string, reason: RevealReason) => void;
}

export function SeekForm({ busy, onSeek }: SeekFormProps) {
  const { t } = useTranslation(['people', 'conversation']);
  const [who, setWho] = useState('');
  const [reason, setReason] = useState<RevealReason>('answer-request');
  return (
    <form
      className="seek-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSeek(who, reason);
      }}
    >
      <TextInput
        className="seek-who"
        label={t('seek.who')}
        description={t('seek.recorded')}
        inputWrapperOrder={['label', 'input', 'description']}
        required
        withAsterisk={false}
        minLength={2}
        maxLength={200}
        autoComplete="off"
        value={who}
        onChange={(event) => setWho(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('seek.reason')}
        value={reason}
        data={revealReasons.map((value) => ({ value, label: t(`conversation:reveal.${value}`) }))}
        onChange={(event) => setReason(revealReasons.find((one) => one === event.currentTarget.value) ?? reason)}
      />
      <Button type="submit" className="seek-button" loading={busy}>
        {t('seek.button')}
      </Button>
    </form>
  );
}
