/** The language of the account: it is the same wherever the person signs in. */
import { NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useMe, useTakeMe } from '../app/session.ts';
import { changeLanguage, languages } from '../i18n/texts.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';

export function LanguageSetting() {
  const { t } = useTranslation(['settings', 'shell']);
  const me = useMe();
  const takeMe = useTakeMe();
  const set = useMutation(
    api.session.language.mutationOptions({
      onSuccess: async (changed) => {
        takeMe(changed);
        await changeLanguage(changed.language);
      },
    }),
  );
  return (
    <section className="panel-form">
      <NativeSelect
        label={t('shell:language.label')}
        description={t('language-explained')}
        value={me.language}
        onChange={(event) => {
          const language = languages.find((one) => one === event.currentTarget.value);
          if (language) set.mutate({ language });
        }}
        data={languages.map((language) => ({ value: language, label: t(`shell:language.${language}`) }))}
      />
      <ProblemNote error={set.error} />
    </section>
  );
}
