/** Everyone whose words are kept: pseudonyms with the consent badge. No name is shown here; revealing one is an act of its own. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { ConsentBadge } from '../ui/ConsentBadge.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LongList } from '../ui/LongList.tsx';
import { Page } from '../ui/Page.tsx';
import { PersonName } from '../ui/PersonName.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { shortTime, zoneName } from '../ui/time.ts';
import '../ui/forms.css';

export function PeoplePage() {
  const { t, i18n } = useTranslation('people');
  const people = useInfiniteQuery(
    api.persons.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 200, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = people;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = people.data?.pages.flatMap((page) => page.persons) ?? [];
  return (
    <Page title={t('title')} lead={t('lead')}>
      {people.isPending && <SkeletonRows />}
      {people.error && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.isSuccess && rows.length === 0 && <EmptyState title={t('empty')}>{t('empty-text')}</EmptyState>}
      {rows.length > 0 && (
        <LongList label={t('title')} rows={rows} keyOf={(person) => person.id} onNearEnd={readMore}>
          {(person) => (
            <Link className="row row-link" to="/people/$person" params={{ person: person.id }}>
              <span className="row-main">
                <PersonName person={person} />
              </span>
              <ConsentBadge person={person} />
              <span className="quiet small">
                {[
                  person.conversations > 0 && t('conversations', { count: person.conversations }),
                  person.lastAt !== null &&
                    t('last', {
                      at: `${shortTime(person.lastAt, i18n.language)} (${zoneName(person.lastAt, i18n.language)})`,
                    }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Link>
          )}
        </LongList>
      )}
    </Page>
  );
}
