/** Adds a number by its phone; everything else is settled on its page. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, useLanguage } from '../i18n/texts.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { useAddNumber } from './numbers.ts';

const e164 = /^\+[1-9][0-9]{7,14}$/;

export function AddNumberForm({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslation(['numbers', 'shell']);
  const navigate = useNavigate();
  const add = useAddNumber();
  const shown = useLanguage();
  const [phone, setPhone] = useState('');
  const [label, setLabel] = useState('');
  const [language, setLanguage] = useState(shown);
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className="panel-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const plain = phone.replace(/[\s().-]/g, '');
        setWrong(!e164.test(plain));
        if (!e164.test(plain)) return;
        const named = label.trim();
        add.mutate(
          { phone: plain, label: named === '' ? null : named, language },
          { onSuccess: ({ id }) => void navigate({ to: '/numbers/$number', params: { number: id } }) },
        );
      }}
    >
      <h2>{t('new.title')}</h2>
      <TextInput
        label={t('new.phone')}
        description={t('new.phone-explained')}
        error={wrong ? t('new.phone-wrong') : undefined}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        autoFocus
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <TextInput
        label={t('label')}
        maxLength={100}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('new.language')}
        description={t('new.language-explained')}
        value={language}
        onChange={(event) => setLanguage(languages.find((one) => one === event.currentTarget.value) ?? 'pt-BR')}
        data={languages.map((value) => ({ value, label: t(`shell:language.${value}`) }))}
      />
      <ProblemNote error={add.error} />
      <div className="form-buttons">
        <Button type="submit" loading={add.isPending}>
          {t('new.button')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
