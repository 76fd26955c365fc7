/** One entry of the trail in words; ids and the hash are there for whoever checks. */
import type { AuditRow as Entry } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../ui/time.ts';

export function AuditRow({ entry }: { readonly entry: Entry }) {
  const { t, i18n } = useTranslation('audit');
  const known = i18n.exists(`audit:act.${entry.act}`);
  const details = Object.entries(entry.detail).filter(([, value]) => value !== null);
  return (
    <details className="audit-row">
      <summary>
        <time className="quiet small" dateTime={new Date(entry.at).toISOString()}>
          {shortTime(entry.at, i18n.language)}
        </time>
        <span className="row-main">
          <strong dir="auto">{entry.actor === 'system' ? t('system') : entry.actor}</strong>{' '}
          {known ? t(`act.${entry.act}` as 'act.signed-in') : entry.act}
        </span>
      </summary>
      <dl className="audit-detail code">
        <dt>{t('chain')}</dt>
        <dd>
          {entry.chain} · {entry.sequence}
        </dd>
        {entry.subject !== null && (
          <>
            <dt>{t('subject')}</dt>
            <dd>{entry.subject}</dd>
          </>
        )}
        {details.length > 0 && (
          <>
            <dt>{t('detail')}</dt>
            <dd>{details.map(([name, value]) => `${name}=${value}`).join(' ')}</dd>
          </>
        )}
        <dt>SHA-256</dt>
        <dd>{entry.hash}</dd>
      </dl>
    </details>
  );
}
