/** Chooses the language of the screen; for a signed-in person it is remembered with the account. */
import { NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { changeLanguage, languages } from '../i18n/texts.ts';

export function LanguageSelect() {
  const { t, i18n } = useTranslation('shell');
  const queryClient = useQueryClient();
  const choose = async (wanted: string) => {
    const language = languages.find((known) => known === wanted) ?? 'pt-BR';
    await changeLanguage(language);
    const key = api.session.me.queryKey();
    if (queryClient.getQueryData(key)) queryClient.setQueryData(key, await api.session.language.call({ language }));
  };
  return (
    <NativeSelect
      label={t('language.label')}
      value={i18n.language}
      onChange={(event) => void choose(event.currentTarget.value)}
      data={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
    />
  );
}
