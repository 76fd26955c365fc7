/** One number with its figures and the state of its link; opens its page. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shortTime } from '../ui/time.ts';
import { LinkBadge } from './LinkBadge.tsx';
import type { useNumbers } from './numbers.ts';

type NumberWithFigures = NonNullable<ReturnType<typeof useNumbers>['data']>['numbers'][number];

export function NumberRow({ number }: { readonly number: NumberWithFigures }) {
  const { t, i18n } = useTranslation('numbers');
  const last = number.link?.lastMessageAt ?? number.lastMessageAt;
  return (
    <li>
      <Link to="/numbers/$number" params={{ number: number.id }} className="row row-link">
        <div className="row-main">
          <strong>{number.label ?? number.phone}</strong>
          {number.label !== null && <span className="quiet"> {number.phone}</span>}
          <div className="quiet small">
            {t('conversations', { count: number.conversations })} · {t('open-alerts', { count: number.openAlerts })}
            {last !== null && ` · ${t('last', { at: shortTime(last, i18n.language, number.zone) })}`}
          </div>
        </div>
        {number.link ? (
          <>
            <LinkBadge kind={number.link.kind} />
            <span className="tag">{t(number.armed ? 'armed' : 'not-armed')}</span>
          </>
        ) : (
          <span className="tag">{t('import-only')}</span>
        )}
      </Link>
    </li>
  );
}
