/** One pack: closed it says what it is about and whether it is on; opened it explains each rule. */
import type { PackView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/texts.ts';
import { SeverityMark } from '../ui/SeverityMark.tsx';

export function PackCard({ pack }: { readonly pack: PackView }) {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  return (
    <details className="pack">
      <summary>
        <span className="pack-title">{pack.title[language]}</span>
        <span className="quiet small">
          {pack.language === 'any' ? t('any-language') : pack.language} · {t('rules', { count: pack.rules.length })}
        </span>
        <span className="tag">{t(pack.active ? 'on' : 'off')}</span>
      </summary>
      <ul className="pack-rules">
        {pack.rules.map((rule) => (
          <li key={rule.ref}>
            <p>
              <SeverityMark severity={rule.severity} /> <strong>{rule.title[language]}</strong>
            </p>
            <p>{rule.why[language]}</p>
            <p className="quiet small">
              {t(`effect.${rule.effect}`)} · {t(rule.from === null ? 'from.both' : `from.${rule.from}`)}
              {rule.source !== null && ` · ${rule.source}`} · <span className="code">{rule.ref}</span>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
