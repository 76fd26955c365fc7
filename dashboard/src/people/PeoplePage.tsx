/** Everyone whose words are kept, and the way to find one of them: pseudonyms with the consent badge. No name is shown here; revealing one is an act of its own. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/api.ts';
import { useMe } from '../app/session.ts';
import { useCompanyZone } from '../numbers/numbers.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorState } from '../ui/ErrorState.tsx';
import { LongList } from '../ui/LongList.tsx';
import { Page } from '../ui/Page.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SkeletonRows } from '../ui/SkeletonRows.tsx';
import { InZone } from '../ui/zone.tsx';
import { FoundPersons } from './FoundPersons.tsx';
import { PersonLine } from './PersonLine.tsx';
import { SeekForm } from './SeekForm.tsx';
import { useSeekPersons } from './seek.ts';
import '../ui/forms.css';
import './person.css';

export function PeoplePage() {
  const { t } = useTranslation('people');
  const mayFind = useMe().acts.includes('person:reveal');
  const seeking = useSeekPersons();
  const all = seeking.persons === null;
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
    <InZone zone={useCompanyZone()}>
      <Page title={t('title')} lead={t('lead')}>
        {mayFind && (rows.length > 0 || !all) && (
          <SeekForm busy={seeking.busy} onSeek={(who, reason) => seeking.seek({ who, reason })} />
        )}
        <ProblemNote error={seeking.error} />
        <FoundPersons seeking={seeking} />
        {people.isPending && <SkeletonRows />}
        {people.error && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
        {people.isSuccess && rows.length === 0 && <EmptyState title={t('empty')}>{t('empty-text')}</EmptyState>}
        {all && rows.length > 0 && (
          <LongList label={t('title')} rows={rows} keyOf={(person) => person.id} onNearEnd={readMore}>
            {(person) => <PersonLine person={person} />}
          </LongList>
        )}
      </Page>
    </InZone>
  );
}
