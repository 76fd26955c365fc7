/** The cache of what the server said. Reading content is an audited act, so nothing is fetched again by itself. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isProblem, ServerProblem } from '../api/problem.ts';

/** @param onSignedOut called when the server answers that the session is over, except to a query with `meta.quiet`. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const notice = (error: unknown) => {
    if (isProblem(error, 'not-signed-in')) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => query.meta?.['quiet'] !== true && notice(error) }),
    mutationCache: new MutationCache({ onError: notice }),
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
