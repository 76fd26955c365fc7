/** The opened alert's first line: how grave, what happened, with whom. */
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
      <h2>{translated(detail.rule.title)}</h2>
      <p>
        <SeverityMark severity={detail.severity} /> · {t(`state.${detail.state}`)} ·{' '}
        <PersonName person={detail.person} /> · <bdi>{detail.number.label ?? detail.number.phone}</bdi> ·{' '}
        {shortTime(detail.firstAt, i18n.language, detail.number.zone)}
      </p>
    </header>
  );
}
