/** How a rule works, in words: what it looks at, how it finds, what it does, who sees it, what to do first. */
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/texts.ts';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import { useTranslated } from '../ui/translated.ts';
import type { RuleOfPack } from './packs.ts';

export function RuleFacts({ rule }: { readonly rule: RuleOfPack }) {
  const { t } = useTranslation(['lab', 'rules']);
  const translated = useTranslated();
  const names = new Intl.DisplayNames(useLanguage(), { type: 'language' });
  return (
    <>
      {rule.protocol !== null && (
        <section className="note">
          <h2>{t('lab:rule.protocol')}</h2>
          <p>{translated(rule.protocol)}</p>
        </section>
      )}
      <dl className="audit-detail rule-facts">
        <dt>{t('lab:rule.severity')}</dt>
        <dd>
          <SeverityMark severity={rule.severity} />
        </dd>
        <dt>{t('lab:rule.how')}</dt>
        <dd>{t(`lab:kind.${rule.kind}-explained`)}</dd>
        <dt>{t('lab:rule.does')}</dt>
        <dd>
          {t(`rules:effect.${rule.effect}`)} · {t(`rules:from.${rule.from ?? 'both'}`)}
        </dd>
        {rule.audience === 'dpo' && (
          <>
            <dt>{t('lab:rule.seen-by')}</dt>
            <dd>{t('lab:audience.dpo-explained')}</dd>
          </>
        )}
        <dt>{t('lab:rule.languages')}</dt>
        <dd>
          {rule.languages.map((tag) => (tag === 'any' ? t('rules:any-language') : (names.of(tag) ?? tag))).join(', ')}
        </dd>
        {rule.source !== null && (
          <>
            <dt>{t('lab:rule.source')}</dt>
            <dd>{rule.source}</dd>
          </>
        )}
        <dt>{t('lab:rule.ref')}</dt>
        <dd className="code">{rule.ref}</dd>
      </dl>
    </>
  );
}
