/** What contacts of a number are told, in each language: in force, being written, and said before. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../i18n/texts.ts';
import { NumberFrame } from '../numbers/NumberFrame.tsx';
import { LanguageNotices } from './LanguageNotices.tsx';
import '../conversation/conversation.css';
import './notices.css';

export function NoticesPage() {
  const { t } = useTranslation(['notices', 'shell']);
  const [chosen, setChosen] = useState<Language | null>(null);
  return (
    <NumberFrame title={() => t('title')} lead={t('lead')}>
      {(number) => {
        const language = chosen ?? number.language;
        return (
          <>
            <SegmentedControl
              mb={16}
              aria-label={t('language')}
              value={language}
              onChange={(value) => setChosen(languages.find((one) => one === value) ?? 'pt-BR')}
              data={languages.map((value) => ({ value, label: t(`shell:language.${value}`) }))}
            />
            <LanguageNotices key={language} number={number} language={language} />
          </>
        );
      }}
    </NumberFrame>
  );
}
