/** Routes of legal holds. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

type HoldsDeps = object;

export function holdsRoutes(_deps: HoldsDeps) {
  return os.holds.router({
    list: os.holds.list.use(signedIn).handler(notBuilt),
    place: os.holds.place.use(signedIn).handler(notBuilt),
    lift: os.holds.lift.use(signedIn).handler(notBuilt),
  });
}

function notBuilt(): never {
  throw new Problem('not-found', 'This is not built yet.');
}
