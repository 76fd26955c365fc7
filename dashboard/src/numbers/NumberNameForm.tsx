/** How a number is called, the language of its contacts, and the zone of its days. */
import type { NumberDetail } from '@atalaia/monitor/api';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages } from '../i18n/texts.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useChangeNumber } from './numbers.ts';

export function NumberNameForm({ number, onDone }: { readonly number: NumberDetail; readonly onDone: () => void }) {
  const { t } = useTranslation(['numbers', 'shell']);
  const [label, setLabel] = useState(number.label ?? '');
  const [zone, setZone] = useState(number.zone);
  const [language, setLanguage] = useState(number.language);
  const change = useChangeNumber();
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        const named = label.trim();
        change.mutate(
          { id: number.id, label: named === '' ? null : named, zone: zone.trim(), language },
          { onSuccess: onDone },
        );
      }}
    >
      <h2>{t('page.name')}</h2>
      <TextInput
        label={t('label')}
        value={label}
        maxLength={100}
        autoFocus
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('new.language')}
        description={t('new.language-explained')}
        value={language}
        onChange={(event) => setLanguage(languages.find((one) => one === event.currentTarget.value) ?? 'pt-BR')}
        data={languages.map((value) => ({ value, label: t(`shell:language.${value}`) }))}
      />
      <TextInput
        label={t('zone')}
        value={zone}
        required
        withAsterisk={false}
        onChange={(event) => setZone(event.currentTarget.value)}
      />
      <ProblemNote error={change.error} />
      <div className="form-buttons">
        <Button type="submit" loading={change.isPending}>
          {t('keep')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
