/** The queue of alerts: read in pages, patched by decisions, newer ones held back while someone points at it. */
import type { AlertRow } from '@atalaia/monitor/api';
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useArrivals } from './arrivals.ts';
import type { QueueFilter } from './queue-filter.ts';

const pageSize = 100;

interface QueuePage {
  readonly alerts: AlertRow[];
  readonly next: string | null;
  readonly total: number;
}

export interface Queue {
  readonly rows: readonly AlertRow[];
  readonly total: number;
  readonly loading: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly readMore: () => void;
  /** New alerts that wait, so that nothing moves under the pointer. */
  readonly waiting: number;
  /** Whether shown rows have changed meanwhile. */
  readonly stale: boolean;
  /** Reads from the top again. */
  readonly refresh: () => void;
  /** Puts changed alerts into the list; those that the filter no longer shows leave it. */
  readonly patch: (changed: readonly AlertRow[]) => void;
}

/** @param mayMove whether rows may move now: nobody points at the list, works in it or has scrolled. */
export function useQueue(filter: QueueFilter, mayMove: () => boolean): Queue {
  const queryClient = useQueryClient();
  const state = filter.state ?? 'open';
  const options = api.alerts.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ ...filter, state, limit: pageSize, cursor }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const { queryKey } = options;
  const query = useInfiniteQuery(options);

  const rows = query.data?.pages.flatMap((page) => page.alerts) ?? [];
  const refresh = () => {
    arrivals.forget();
    // Only the first page is read again: a list scrolled through 10,000 rows would ask 100 times.
    queryClient.setQueryData<InfiniteData<QueuePage, string | undefined>>(
      queryKey,
      (now) => now && { pages: now.pages.slice(0, 1), pageParams: now.pageParams.slice(0, 1) },
    );
    void queryClient.invalidateQueries({ queryKey });
  };
  const arrivals = useArrivals(filter, rows, mayMove, refresh);

  return {
    rows,
    total: query.data?.pages[0]?.total ?? 0,
    loading: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    readMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    waiting: arrivals.waiting,
    stale: arrivals.stale,
    refresh,
    patch: (changed) =>
      queryClient.setQueryData<InfiniteData<QueuePage, string | undefined>>(
        queryKey,
        (now) => now && { ...now, pages: now.pages.map((page) => patched(page, changed, state)) },
      ),
  };
}

function patched(page: QueuePage, changed: readonly AlertRow[], state: AlertRow['state']): QueuePage {
  const byId = new Map(changed.map((row) => [row.id, row]));
  const alerts = page.alerts.map((row) => byId.get(row.id) ?? row).filter((row) => row.state === state);
  const left = changed.filter((row) => row.state !== state).length;
  return { ...page, alerts, total: Math.max(alerts.length, page.total - left) };
}
