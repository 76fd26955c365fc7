/** The opened alert's first lines: what to do first where the rule says so; how grave, what happened, with whom. */
import type { AlertDetail } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { PersonName } from '../ui/PersonName.tsx';
import { SeverityMark } from '../ui/SeverityMark.tsx';
import { shortTime } from '../ui/time.ts';
import { useTranslated } from '../ui/translated.ts';

export function AlertHead({ detail }: { readonly detail: AlertDetail }) {
  const { t, i18n } = useTranslation('alerts');
  const translated = useTranslated();
  return (
    <header className="alert-head">
      {protocolsOf(detail).map((protocol) => (
        <section key={protocol.en} className="alert-protocol" aria-label={t('protocol')}>
          <h2>{t('protocol')}</h2>
          <p>{translated(protocol)}</p>
        </section>
      ))}
      <h2>{translated(detail.rule.title)}</h2>
      <p>
        <SeverityMark severity={detail.severity} /> · {t(`state.${detail.state}`)} ·{' '}
        <PersonName person={detail.person} /> · <bdi>{detail.number.label ?? detail.number.phone}</bdi> ·{' '}
        {shortTime(detail.firstAt, i18n.language, detail.number.zone)}
      </p>
      {detail.audience === 'dpo' && <p className="quiet">{t('for-dpos')}</p>}
    </header>
  );
}

/** Those of the rule that the alert is named after and of the others that fired, each once. */
function protocolsOf({ rule, hits }: AlertDetail) {
  const all = [rule, ...hits.map((hit) => hit.rule)].flatMap(({ protocol }) => (protocol === null ? [] : [protocol]));
  return [...new Map(all.map((protocol) => [protocol.en, protocol])).values()];
}
