/** How many alerts are open for the signed-in person; follows the live events. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../api/api.ts';
import { isAlertNews } from '../api/live.ts';
import { useLiveNews } from '../app/Live.tsx';
import { useMe } from '../app/session.ts';

export function useOpenAlerts(): number {
  const may = useMe().acts.includes('alert:list');
  const options = api.alerts.list.queryOptions({ input: { state: 'open', limit: 1 }, enabled: may });
  const queryClient = useQueryClient();
  const timer = useRef(0);
  useLiveNews((news) => {
    if (!may || (news.kind !== 'missed' && !isAlertNews(news))) return;
    // An import can raise hundreds a second: they are counted together.
    if (timer.current !== 0) return;
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      void queryClient.invalidateQueries({ queryKey: options.queryKey });
    }, 300);
  });
  return useQuery(options).data?.total ?? 0;
}
