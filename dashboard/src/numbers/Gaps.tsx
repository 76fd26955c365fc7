/** The times in which a number did not hear WhatsApp, the newest first. */
import { useTranslation } from 'react-i18next';
import { shortTime } from '../ui/time.ts';
import type { useCompleteness } from './numbers.ts';

type Gap = NonNullable<ReturnType<typeof useCompleteness>['data']>['gaps'][number];

export function Gaps({ gaps, zone }: { readonly gaps: readonly Gap[]; readonly zone: string }) {
  const { t, i18n } = useTranslation(['numbers', 'ui']);
  const at = (time: number) => shortTime(time, i18n.language, zone);
  return (
    <>
      <h3 className="section-title">{t('gaps.title')}</h3>
      {gaps.length === 0 && <p className="quiet">{t('gaps.none')}</p>}
      <ul className="gaps">
        {gaps.map(({ id, from, to, reason }) => (
          <li key={id}>
            {to === null
              ? t('gaps.open', { from: at(from) })
              : t(to - from < 60_000 ? 'gaps.short' : 'gaps.closed', { from: at(from), to: at(to) })}
            <span className="quiet"> · {t(`ui:gap-reason.${reason}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
