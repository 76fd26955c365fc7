/** Why this alert was raised: the rule, its reason, the words found, the version that found them. */
import type { AlertDetail, HitView } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../ui/time.ts';
import { useTranslated } from '../ui/translated.ts';

interface WhyAlertProps {
  readonly detail: AlertDetail;
  readonly onFocus: (message: string) => void;
}

export function WhyAlert({ detail, onFocus }: WhyAlertProps) {
  const { t, i18n } = useTranslation('alerts');
  const translated = useTranslated();
  const { rule } = detail;
  return (
    <section>
      <h2>{t('why.title')}</h2>
      <p>{translated(rule.why)}</p>
      <ul className="context-list">
        {detail.hits.map((hit) => (
          <li key={hit.id}>
            <button type="button" className="why-hit" onClick={() => onFocus(hit.message)}>
              <q dir="auto">{wordsOf(hit, detail) ?? t('why.not-shown')}</q>{' '}
              <span className="quiet small">{shortTime(hit.at, i18n.language, detail.number.zone)}</span>
              {hit.rule.ref !== rule.ref && <span className="quiet"> {translated(hit.rule.title)}</span>}
            </button>
          </li>
        ))}
      </ul>
      <dl className="why-facts">
        <dt>{t('why.rule')}</dt>
        <dd>
          <code>{rule.ref}</code> · {t(`why.kind-${rule.kind}`)}
        </dd>
        <dt>{t('why.version')}</dt>
        <dd>
          <code>{rule.version}</code>
        </dd>
        {rule.source !== null && (
          <>
            <dt>{t('why.source')}</dt>
            <dd>{rule.source}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** The words of a hit, if its message is on the page that was read. */
function wordsOf(hit: HitView, detail: AlertDetail): string | null {
  const text = detail.page.messages.find((message) => message.id === hit.message)?.text;
  return text ? text.slice(hit.start, hit.end) : null;
}
