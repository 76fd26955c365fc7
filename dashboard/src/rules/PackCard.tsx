/** One pack: closed it says what it is about and whether it is on; opened it explains each rule, language by language. */
import type { PackView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/texts.ts';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import type { PackGroup } from './packs.ts';

export function PackCard({ pack }: { readonly pack: PackGroup }) {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const nameOf = useLanguageNames();
  const [first] = pack.files;
  const rules = pack.files.reduce((sum, file) => sum + file.rules.length, 0);
  return (
    <details className="pack">
      <summary>
        <span className="pack-title">{first?.title[language] ?? pack.id}</span>
        <span className="quiet small">
          {pack.files.map((file) => (file.language === 'any' ? t('any-language') : nameOf(file.language))).join(', ')} ·{' '}
          {t('rules', { count: rules })}
        </span>
        <span className="tag">{t(pack.files.some(({ active }) => active) ? 'on' : 'off')}</span>
      </summary>
      {pack.files.map((file) => (
        <PackRules key={file.language} file={file} named={pack.files.length > 1} />
      ))}
    </details>
  );
}

function PackRules({ file, named }: { readonly file: PackView; readonly named: boolean }) {
  const { t } = useTranslation('rules');
  const language = useLanguage();
  const nameOf = useLanguageNames();
  return (
    <>
      {named && <h3 className="pack-language">{nameOf(file.language)}</h3>}
      <ul className="pack-rules">
        {file.rules.map((rule) => (
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
    </>
  );
}

/** How the reader's language calls a language: `pt-BR` is "português (Brasil)". */
function useLanguageNames(): (tag: string) => string {
  const names = new Intl.DisplayNames(useLanguage(), { type: 'language' });
  return (tag) => names.of(tag) ?? tag;
}
