/** Of an alert whose people were erased: the messages that the law lets the company keep, and until when. */
import type { AlertDetail } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { KindName } from '../conversation/KindName.tsx';
import { fullTime, shortDay } from '../ui/time.ts';

export function Evidence({ detail }: { readonly detail: AlertDetail }) {
  const { t, i18n } = useTranslation(['alerts', 'conversation']);
  const { erasedAt, evidence, number } = detail;
  if (erasedAt === null) return null;
  return (
    <section className="evidence" aria-label={t('evidence.title')}>
      <h3>{t('evidence.title')}</h3>
      <p className="small">
        {t(evidence.length > 0 ? 'evidence.why' : 'evidence.none', {
          at: shortDay(erasedAt, i18n.language, number.zone),
        })}
      </p>
      <ol>
        {evidence.map(({ id, from, kind, at, text, until }) => (
          <li key={id}>
            <p className="small quiet">
              {t(`conversation:from.${from}`)} · <KindName kind={kind} />{' '}
              <time dateTime={new Date(at).toISOString()}>{fullTime(at, i18n.language, number.zone)}</time> ·{' '}
              {t('evidence.until', { at: shortDay(until, i18n.language, number.zone) })}
            </p>
            <p className="evidence-text" dir="auto">
              {text ?? t('conversation:erased')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
