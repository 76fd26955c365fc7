/** Routes of links to the portal. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

type SharesDeps = object;

export function sharesRoutes(_deps: SharesDeps) {
  return os.shares.router({
    make: os.shares.make.use(signedIn).handler(notBuilt),
    revoke: os.shares.revoke.use(signedIn).handler(notBuilt),
  });
}

function notBuilt(): never {
  throw new Problem('not-found', 'This is not built yet.');
}
