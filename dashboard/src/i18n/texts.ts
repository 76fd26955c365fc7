/** The program's texts: one language is loaded at a time; Portuguese is the first. */
import { createInstance } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Texts } from './pt-BR.ts';

export type Language = 'pt-BR' | 'en' | 'es';
export const languages = ['pt-BR', 'en', 'es'] as const;

const loaders: Record<Language, () => Promise<Texts>> = {
  'pt-BR': async () => (await import('./pt-BR.ts')).ptBR,
  en: async () => (await import('./en.ts')).en,
  es: async () => (await import('./es.ts')).es,
};
const kept = 'atalaia-language';
const texts = createInstance();

/** Loads the language chosen earlier in this browser, else the browser's own, else Portuguese. */
export async function startTexts(): Promise<void> {
  texts.use(initReactI18next);
  await texts.init({ resources: {}, interpolation: { escapeValue: false }, react: { useSuspense: false } });
  await changeLanguage(wantedLanguage());
}

/** Shows the program in another language and remembers it in this browser. */
export async function changeLanguage(language: Language): Promise<void> {
  if (texts.language === language) return;
  for (const [feature, words] of Object.entries(await loaders[language]())) {
    texts.addResourceBundle(language, feature, words);
  }
  await texts.changeLanguage(language);
  document.documentElement.lang = language;
  localStorage.setItem(kept, language);
}

/** The language on screen now. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languages.find((language) => language === i18n.language) ?? 'pt-BR';
}

function wantedLanguage(): Language {
  const wanted = [localStorage.getItem(kept) ?? '', ...navigator.languages];
  for (const tag of wanted) {
    const found = languages.find((language) => language.slice(0, 2) === tag.slice(0, 2).toLowerCase());
    if (found) return found;
  }
  return 'pt-BR';
}
