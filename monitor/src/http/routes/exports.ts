/** Routes of exports of one person. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

type ExportsDeps = object;

export function exportsRoutes(_deps: ExportsDeps) {
  return os.exports.router({
    begin: os.exports.begin.use(signedIn).handler(notBuilt),
    read: os.exports.read.use(signedIn).handler(notBuilt),
    remove: os.exports.remove.use(signedIn).handler(notBuilt),
  });
}

function notBuilt(): never {
  throw new Problem('not-found', 'This is not built yet.');
}
