/** Picks the reader's language from a text that the server keeps in all three. */
import { useTranslation } from 'react-i18next';
import { languages } from '../i18n/texts.ts';

type Translated = Readonly<Record<(typeof languages)[number], string>>;

export function useTranslated(): (text: Translated) => string {
  const { i18n } = useTranslation();
  const language = languages.find((known) => known === i18n.language) ?? 'pt-BR';
  return (text) => text[language];
}
