/** What a replay found, in figures: messages, hits, alerts, what to expect each day, each day's bar, each rule's share. */
import type { ReplayResult } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { spanOf } from '../ui/time.ts';
import { DayBars } from './DayBars.tsx';

export function ReplayFigures({ result }: { readonly result: ReplayResult }) {
  const { t, i18n } = useTranslation('lab');
  const rounded = (value: number) => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(value);
  const { forecast } = result;
  const figures = [
    { name: t('result.messages'), value: rounded(result.messages) },
    { name: t('result.hits'), value: rounded(result.hits) },
    { name: t('result.alerts'), value: rounded(result.alerts) },
    { name: t('figures.per-day'), value: rounded(forecast.alertsPerDay) },
    { name: t('figures.time-per-day'), value: spanOf(forecast.minutesPerDay, i18n.language) },
  ];
  return (
    <>
      <section className="figures" aria-label={t('result.title')}>
        <dl>
          {figures.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className="quiet small">{t('result.forecast', { days: rounded(forecast.days) })}</p>
      </section>
      {result.perDay.length > 0 && <DayBars days={result.perDay} />}
      {result.byRule.length > 1 && (
        <section>
          <h3>{t('result.by-rule')}</h3>
          <table className="figure-table">
            <thead>
              <tr>
                <th scope="col">{t('result.rule')}</th>
                <th scope="col">{t('result.hits')}</th>
                <th scope="col">{t('result.alerts')}</th>
              </tr>
            </thead>
            <tbody>
              {result.byRule.map(({ rule, hits, alerts }) => (
                <tr key={rule}>
                  <th scope="row" className="code">
                    {rule}
                  </th>
                  <td>{rounded(hits)}</td>
                  <td>{rounded(alerts)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
