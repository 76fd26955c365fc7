/** The cache of what the server said. Reading content is an audited act, so nothing is fetched again by itself. */
import { QueryClient } from '@tanstack/react-query';
import { ServerProblem } from '../api/problem.ts';

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 30_000,
        // The server has said no: asking again changes nothing. A broken connection is worth two more tries.
        retry: (count, error) => !(error instanceof ServerProblem) && count < 2,
      },
      mutations: { retry: false },
    },
  });
}
