/** A rule's figures of the last 30 days, each with its name. */
import type { RuleFigures } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { PrecisionText } from './PrecisionText.tsx';

interface RuleWorthProps {
  readonly figures: RuleFigures | undefined;
  /** The rule raises no alerts by itself. */
  readonly marksOnly: boolean;
}

export function RuleWorth({ figures, marksOnly }: RuleWorthProps) {
  const { t, i18n } = useTranslation('lab');
  const rounded = (value: number) => new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(value);
  if (figures === undefined) return <p className="quiet">{t(marksOnly ? 'figures.marks-only' : 'figures.none')}</p>;
  return (
    <section className="figures" aria-label={t('figures.title')}>
      <dl>
        <div>
          <dt>{t('figures.alerts-in-days')}</dt>
          <dd>{rounded(figures.alerts)}</dd>
        </div>
        <div>
          <dt>{t('figures.per-day')}</dt>
          <dd>{rounded(figures.alertsPerDay)}</dd>
        </div>
        <div>
          <dt>{t('figures.shadow-in-days')}</dt>
          <dd>{rounded(figures.shadowHits)}</dd>
        </div>
        <div>
          <dt>{t('figures.right')}</dt>
          <dd>
            <PrecisionText figures={figures} />
          </dd>
        </div>
      </dl>
    </section>
  );
}
