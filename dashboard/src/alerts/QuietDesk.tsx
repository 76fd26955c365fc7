/** The desk without alerts: says that it watches, and what to do if there is nothing to watch yet. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useMe } from '../app/session.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { shortTime } from '../ui/time.ts';

export function QuietDesk() {
  const { t, i18n } = useTranslation('alerts');
  const mayImport = useMe().acts.includes('import:run');
  const numbers = useQuery(api.numbers.list.queryOptions()).data?.numbers ?? [];
  const last = Math.max(0, ...numbers.map((number) => number.lastMessageAt ?? 0));
  if (numbers.length === 0) {
    return (
      <EmptyState title={t('empty.none')}>
        <p>{t('empty.start')}</p>
        {mayImport && <Link to="/imports">{t('empty.import')}</Link>}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t('empty.none')}>
      {t('empty.numbers', { count: numbers.length })}{' '}
      {last > 0 && t('empty.last', { when: shortTime(last, i18n.language) })}
    </EmptyState>
  );
}
