/** Routes of how long what is kept. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

type RetentionDeps = object;

export function retentionRoutes(_deps: RetentionDeps) {
  return os.retention.router({
    read: os.retention.read.use(signedIn).handler(notBuilt),
    set: os.retention.set.use(signedIn).handler(notBuilt),
    preview: os.retention.preview.use(signedIn).handler(notBuilt),
    run: os.retention.run.use(signedIn).handler(notBuilt),
  });
}

function notBuilt(): never {
  throw new Problem('not-found', 'This is not built yet.');
}
