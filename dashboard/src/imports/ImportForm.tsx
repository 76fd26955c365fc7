/** What the importer states about a file: the number, the legal basis, and who is who if known. */
import { Button, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNumbers } from '../numbers/numbers.ts';
import { bases, type ImportAnswers, toAnnouncement } from './announcement.ts';
import type { Announcement } from './imports.ts';

interface ImportFormProps {
  readonly file: File;
  readonly onCancel: () => void;
  readonly onSubmit: (announcement: Announcement) => void;
}

const another = 'another';

export function ImportForm({ file, onCancel, onSubmit }: ImportFormProps) {
  const { t } = useTranslation('imports');
  const numbers = useNumbers().data?.numbers ?? [];
  const [answers, setAnswers] = useState<ImportAnswers>({ number: '', basis: null, contact: '', agent: '', zone: '' });
  const [chosen, setChosen] = useState('');
  const [missing, setMissing] = useState<readonly (keyof ImportAnswers)[]>([]);
  const choice = chosen || (numbers[0]?.phone ?? another);
  const put = (change: Partial<ImportAnswers>) => setAnswers((old) => ({ ...old, ...change }));
  const errorOf = (field: 'number' | 'basis' | 'contact') =>
    missing.includes(field) ? t(`form.${field}.wrong`) : undefined;

  return (
    <form
      className="panel-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const read = toAnnouncement({ ...answers, number: choice === another ? answers.number : choice }, file.name);
        if (read.kind === 'announcement') onSubmit(read.announcement);
        else setMissing(read.fields);
      }}
    >
      <h2 dir="auto">{file.name}</h2>
      {numbers.length > 0 && (
        <NativeSelect
          label={t('form.number.label')}
          description={t('form.number.explained')}
          value={choice}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            ...numbers.map(({ phone, label }) => ({
              value: phone,
              label: label === null ? phone : `${label} · ${phone}`,
            })),
            { value: another, label: t('form.number.another') },
          ]}
        />
      )}
      {choice === another && (
        <TextInput
          label={t(numbers.length > 0 ? 'form.number.new' : 'form.number.label')}
          description={t('form.number.format')}
          type="tel"
          inputMode="tel"
          placeholder="+5511912345678"
          error={errorOf('number')}
          value={answers.number}
          onChange={(event) => put({ number: event.currentTarget.value })}
        />
      )}
      <Radio.Group
        label={t('form.basis.label')}
        description={t('form.basis.explained')}
        error={errorOf('basis')}
        value={answers.basis ?? ''}
        onChange={(basis) => put({ basis: bases.find((one) => one === basis) ?? null })}
      >
        <div className="choices">
          {bases.map((basis) => (
            <Radio key={basis} value={basis} label={t(`basis.${basis}.name`)} description={t(`basis.${basis}.means`)} />
          ))}
        </div>
      </Radio.Group>
      <details className="more">
        <summary>{t('form.more')}</summary>
        <TextInput
          label={t('form.contact.label')}
          description={t('form.contact.explained')}
          type="tel"
          inputMode="tel"
          error={errorOf('contact')}
          value={answers.contact}
          onChange={(event) => put({ contact: event.currentTarget.value })}
        />
        <TextInput
          label={t('form.agent.label')}
          description={t('form.agent.explained')}
          maxLength={200}
          value={answers.agent}
          onChange={(event) => put({ agent: event.currentTarget.value })}
        />
        <TextInput
          label={t('form.zone.label')}
          description={t('form.zone.explained')}
          placeholder="America/Sao_Paulo"
          value={answers.zone}
          onChange={(event) => put({ zone: event.currentTarget.value })}
        />
      </details>
      <p className="quiet small">{t('form.recorded')}</p>
      <div className="form-buttons">
        <Button type="submit">{t('form.button')}</Button>
        <Button variant="default" onClick={onCancel}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
