/** Why this alert was raised: the rule, its reason, the words found, the version that found them. */
import type { AlertDetail, HitView } from '@atalaia/monitor/api';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { joinedHits } from '../conversation/HitText.tsx';
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
      {rule.kind === 'conduct' && <p className="quiet">{t('why.conduct')}</p>}
      {rule.kind === 'learned' && <p className="quiet">{t('why.learned')}</p>}
      <ul className="context-list">
        {foundIn(detail, translated).map((found) => (
          <li key={found.message}>
            <button type="button" className="why-hit" onClick={() => onFocus(found.message)}>
              {found.words.length === 0 ? (
                <span className="quiet">{t('why.not-shown')}</span>
              ) : (
                <q dir="auto">{found.words.join(' … ')}</q>
              )}
              {found.otherRules.map((title) => (
                <span key={title} className="quiet small">
                  {title}
                </span>
              ))}
              <span className="quiet small">{shortTime(found.at, i18n.language, detail.number.zone)}</span>
            </button>
          </li>
        ))}
      </ul>
      <dl className="why-facts">
        <dt>{t('why.rule')}</dt>
        <dd>
          <RuleName reference={rule.ref} /> · {t(`why.kind-${rule.kind}`)}
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

/** Leads to the rule's page, where it can be mended. */
function RuleName({ reference }: { readonly reference: string }) {
  const [pack = '', rule = ''] = reference.split('/');
  return (
    <Link to="/rules/$pack/$rule" params={{ pack, rule }}>
      <code>{reference}</code>
    </Link>
  );
}

interface Found {
  readonly message: string;
  readonly at: number;
  /** Empty if the message is not on the page that was read. */
  readonly words: readonly string[];
  /** Titles of rules that the alert's heading does not name. */
  readonly otherRules: readonly string[];
}

/** What was found, one entry for each message: several rules often point at the same words. */
function foundIn(detail: AlertDetail, titleOf: (title: HitView['rule']['title']) => string): readonly Found[] {
  const heading = titleOf(detail.rule.title);
  return [...Map.groupBy(detail.hits, (hit) => hit.message)].map(([message, hits]) => {
    const text = detail.page.messages.find(({ id }) => id === message)?.text ?? '';
    const spans = hits.map((hit) => ({ ...hit, title: titleOf(hit.rule.title) }));
    const titles = new Set(spans.map(({ title }) => title));
    titles.delete(heading);
    return {
      message,
      at: hits[0]?.at ?? detail.firstAt,
      words: joinedHits(spans, text.length).map(({ start, end }) => text.slice(start, end)),
      otherRules: [...titles],
    };
  });
}
