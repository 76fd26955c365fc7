/** What a rule was worth in the last 30 days, in one line: alerts, how many of the decided ones were right, hits on trial. */
import type { RuleFigures } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';
import { PrecisionText } from './PrecisionText.tsx';

interface FigureLineProps {
  readonly figures: RuleFigures | undefined;
  /** The rule raises no alerts by itself. */
  readonly marksOnly: boolean;
}

export function FigureLine({ figures, marksOnly }: FigureLineProps) {
  const { t } = useTranslation('lab');
  if (figures === undefined) {
    return <span className="quiet small">{t(marksOnly ? 'figures.marks-only' : 'figures.none')}</span>;
  }
  return (
    <span className="figure-line small">
      <span>{t('figures.alerts', { count: figures.alerts })}</span>
      {figures.precision !== null && (
        <span>
          <PrecisionText figures={figures} />
        </span>
      )}
      {figures.shadowHits > 0 && <span>{t('figures.shadow', { count: figures.shadowHits })}</span>}
    </span>
  );
}
