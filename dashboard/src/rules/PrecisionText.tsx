/** Of decided alerts, the share that was confirmed, and how sure one can be of it (95 % interval). */
import type { RuleFigures } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';

type Decided = Pick<RuleFigures, 'precision' | 'confirmed' | 'dismissed'>;

export function PrecisionText({ figures }: { readonly figures: Decided }) {
  const { t, i18n } = useTranslation('lab');
  const { precision, confirmed, dismissed } = figures;
  if (precision === null) return t('figures.undecided');
  const percent = (share: number) => new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(share);
  return t('figures.precision', {
    value: percent(precision.value),
    low: percent(precision.low),
    high: percent(precision.high),
    count: confirmed + dismissed,
  });
}
