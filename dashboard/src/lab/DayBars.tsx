/** Hits day by day as bars, and the same as a table for those who want the figures or cannot see the bars. */
import type { ReplayResult } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { barsOf, type DayBar } from './day-bars.ts';

const [width, height, gap] = [600, 80, 0.15];

export function DayBars({ days }: { readonly days: ReplayResult['perDay'] }) {
  const { t, i18n } = useTranslation('lab');
  const bars = barsOf(days);
  const most = Math.max(1, ...bars.map(({ hits }) => hits));
  const step = width / bars.length;
  const named = (day: string) =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));
  const said = ({ from, to, hits }: DayBar) =>
    t('bars.bar', { when: from === to ? named(from) : `${named(from)} – ${named(to)}`, count: hits });
  const peak = bars.find(({ hits }) => hits === most);
  return (
    <figure className="day-bars">
      <figcaption>
        <h3>{t('bars.title')}</h3>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={peak ? t('bars.peak', { bar: said(peak) }) : t('bars.title')}
      >
        {bars.map((bar, at) => (
          <rect
            key={bar.from}
            x={at * step + (step * gap) / 2}
            width={Math.min(step * (1 - gap), 24)}
            y={height - (bar.hits / most) * height}
            height={(bar.hits / most) * height}
          >
            <title>{said(bar)}</title>
          </rect>
        ))}
      </svg>
      <p className="quiet small day-bars-ends">
        <span>{named(bars[0]?.from ?? '')}</span>
        <span>{named(bars.at(-1)?.to ?? '')}</span>
      </p>
      <details>
        <summary>{t('bars.table')}</summary>
        <table className="figure-table">
          <thead>
            <tr>
              <th scope="col">{t('bars.day')}</th>
              <th scope="col">{t('result.hits')}</th>
              <th scope="col">{t('result.alerts')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, hits, alerts }) => (
              <tr key={day}>
                <th scope="row">{named(day)}</th>
                <td>{hits}</td>
                <td>{alerts}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
