/** Every conversation that is kept, newest first; nothing of what they say is shown before one is opened. */
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
import { shortTime } from '../ui/time.ts';
import '../ui/forms.css';

export function ConversationsPage() {
  const { t, i18n } = useTranslation('conversation');
  const conversations = useInfiniteQuery(
    api.conversations.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ limit: 200, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = conversations;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = conversations.data?.pages.flatMap((page) => page.conversations) ?? [];
  return (
    <Page title={t('list.title')} lead={t('list.lead')}>
      {conversations.isPending && <SkeletonRows />}
      {conversations.error && <ErrorState error={conversations.error} onRetry={() => void conversations.refetch()} />}
      {conversations.isSuccess && rows.length === 0 && (
        <EmptyState title={t('list.empty')}>{t('list.empty-text')}</EmptyState>
      )}
      {rows.length > 0 && (
        <LongList label={t('list.title')} rows={rows} keyOf={(one) => one.id} onNearEnd={readMore}>
          {(one) => (
            <Link
              className="row row-link"
              to="/conversations/$conversation"
              params={{ conversation: one.id }}
              search={{}}
            >
              <span className="row-main">
                <PersonName person={one.person} erasedAt={one.erasedAt} />
                {one.group && <span className="person-code"> {one.code}</span>}
              </span>
              {one.person && <ConsentBadge person={one.person} />}
              <span className="quiet small">
                {one.number.label ?? one.number.phone} · {t('list.messages', { count: one.messages })}
                {one.lastAt !== null && ` · ${shortTime(one.lastAt, i18n.language, one.number.zone)}`}
              </span>
            </Link>
          )}
        </LongList>
      )}
    </Page>
  );
}
