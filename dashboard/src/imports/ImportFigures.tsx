/** What became of a file, in plain figures that add up. */
import type { ImportCounts } from '@atalaia/monitor/api';
import { useTranslation } from 'react-i18next';

const shown = ['stored', 'alreadyStored', 'withheld', 'media', 'people', 'alerts'] as const;

export function ImportFigures({ counts }: { readonly counts: ImportCounts }) {
  const { t, i18n } = useTranslation('imports');
  const figure = new Intl.NumberFormat(i18n.language);
  return (
    <dl className="figures">
      {[...shown, ...(counts.filesLeft > 0 ? (['filesLeft'] as const) : [])].map((name) => (
        <div key={name}>
          <dt>{t(`count.${name}`)}</dt>
          <dd>{figure.format(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
