/** How many requests are open, for the navigation of those who answer them; follows the live events. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useLiveNews } from '../app/Live.tsx';
import { useMe } from '../app/session.ts';

/** Read at once; one more says that there are more. */
const most = 199;

export function useOpenRequests(): { readonly open: number; readonly most: number } {
  const may = useMe().acts.includes('request:list');
  const queryClient = useQueryClient();
  const options = api.requests.list.queryOptions({ input: { state: 'open', limit: most + 1 }, enabled: may });
  useLiveNews((news) => {
    if (!may || (news.kind !== 'missed' && news.kind !== 'request-changed')) return;
    void queryClient.invalidateQueries({ queryKey: options.queryKey });
  });
  return { open: useQuery(options).data?.requests.length ?? 0, most };
}
