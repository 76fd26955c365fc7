/** The languages that a person may be answered in, each named in itself. */
import { languageView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';

export type LanguageView = z.infer<typeof languageView>;

export function useLanguageChoice() {
  const { t } = useTranslation('shell');
  return {
    options: languageView.options.map((value) => ({ value, label: t(`language.${value}`) })),
    chosen: (value: string) => languageView.safeParse(value).data ?? 'pt-BR',
  };
}
