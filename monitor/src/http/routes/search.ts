/** Route of the search over the sealed archive. */
import { authorize } from '../../access/permissions.ts';
import { type RunSearch, runSearch } from '../../search/run.ts';
import { os, signedIn } from '../implement-contract.ts';

export function searchRoutes(deps: RunSearch) {
  return os.search.router({
    run: os.search.run
      .use(signedIn)
      .handler(({ context, input }) => runSearch(deps, authorize(context.actor, 'archive:search'), input)),
  });
}
