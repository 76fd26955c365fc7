/** Asks for the purpose first; the words can be typed once it is chosen. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { purposes, type Question } from './archive-search.ts';

interface SearchFormProps {
  readonly busy: boolean;
  readonly onSearch: (question: Question) => void;
}

export function SearchForm({ busy, onSearch }: SearchFormProps) {
  const { t } = useTranslation('search');
  const [purpose, setPurpose] = useState<Question['purpose'] | undefined>(undefined);
  const [words, setWords] = useState('');
  const [number, setNumber] = useState('');
  const numbers = useQuery(api.numbers.list.queryOptions()).data?.numbers ?? [];
  return (
    <form
      className="search-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (purpose) onSearch({ purpose, words, number: number || undefined });
      }}
    >
      <NativeSelect
        label={t('purpose')}
        value={purpose ?? ''}
        onChange={(event) => setPurpose(purposes.find((known) => known === event.currentTarget.value))}
        data={[
          { value: '', label: t('purpose-choose') },
          ...purposes.map((value) => ({ value, label: t(`purposes.${value}`) })),
        ]}
      />
      <TextInput
        className="search-words"
        label={t('words')}
        description={t('words-hint')}
        inputWrapperOrder={['label', 'input', 'description']}
        minLength={2}
        maxLength={200}
        required
        withAsterisk={false}
        disabled={!purpose}
        autoComplete="off"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('number')}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        data={[
          { value: '', label: t('any-number') },
          ...numbers.map(({ id, label, phone }) => ({ value: id, label: label ?? phone })),
        ]}
      />
      <Button type="submit" className="search-button" disabled={!purpose} loading={busy}>
        {t('button')}
      </Button>
    </form>
  );
}
