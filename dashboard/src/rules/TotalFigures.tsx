/** What all rules together ask of the people who read: alerts a day, minutes a day, and how the minutes are known. */

import { useTranslation } from 'react-i18next';
import type { api } from '../api/api.ts';
import { spanOf } from '../ui/time.ts';
import { PrecisionText } from './PrecisionText.tsx';

type Figures = Awaited<ReturnType<typeof api.rules.figures.call>>;

export function TotalFigures({ totals, reviewTime }: Pick<Figures, 'totals' | 'reviewTime'>) {
  const { t, i18n } = useTranslation('lab');
  const rounded = (value: number) => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(value);
  return (
    <section className="figures" aria-label={t('figures.title')}>
      <dl>
        <div>
          <dt>{t('figures.alerts-in-days')}</dt>
          <dd>{rounded(totals.alerts)}</dd>
        </div>
        <div>
          <dt>{t('figures.per-day')}</dt>
          <dd>{rounded(totals.alertsPerDay)}</dd>
        </div>
        <div>
          <dt>{t('figures.time-per-day')}</dt>
          <dd>{spanOf(totals.minutesPerDay, i18n.language)}</dd>
        </div>
        <div>
          <dt>{t('figures.right')}</dt>
          <dd>
            <PrecisionText figures={totals} />
          </dd>
        </div>
      </dl>
      <p className="quiet small">
        {reviewTime.decisions === 0
          ? t('figures.time-assumed', { time: spanOf(reviewTime.minutes, i18n.language) })
          : t('figures.time-measured', {
              time: spanOf(reviewTime.minutes, i18n.language),
              count: reviewTime.decisions,
            })}
      </p>
    </section>
  );
}
