/** Keeps the layout while rows are on their way. */
import { useTranslation } from 'react-i18next';

const rows = [72, 58, 84, 66, 78, 52, 88, 61];

export function SkeletonRows() {
  const { t } = useTranslation('ui');
  return (
    <div className="skeleton" role="status">
      <span className="unseen">{t('loading')}</span>
      {rows.map((width) => (
        <div key={width} className="skeleton-row" aria-hidden="true">
          <span style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
