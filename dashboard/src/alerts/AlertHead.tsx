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
      {rulesWithProtocol(detail).map(({ ref, title, protocol }) => (
        <details key={ref} open className="alert-protocol">
          <summary>{t('protocol', { rule: translated(title) })}</summary>
          <p>{translated(protocol)}</p>
        </details>
      ))}
      <h2>{translated(detail.rule.title)}</h2>
      <p>
        <SeverityMark severity={detail.severity} /> · {t(`state.${detail.state}`)} ·{' '}
        <PersonName person={detail.person} erasedAt={detail.erasedAt} /> ·{' '}
        <bdi>{detail.number.label ?? detail.number.phone}</bdi> ·{' '}
        {shortTime(detail.firstAt, i18n.language, detail.number.zone)}
      </p>
      {detail.audience === 'dpo' && <p className="quiet">{t('for-dpos')}</p>}
    </header>
  );
}

/** The rule that the alert is named after and the others that fired, as far as they say what to do first; each once. */
function rulesWithProtocol({ rule, hits }: AlertDetail) {
  const all = [rule, ...hits.map((hit) => hit.rule)];
  const told = all.flatMap(({ ref, title, protocol }) => (protocol === null ? [] : [{ ref, title, protocol }]));
  return [...new Map(told.map((one) => [one.ref, one])).values()];
}
