/** Routes of preview, confirmation, undo, what became of it. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

type ErasuresDeps = object;

export function erasuresRoutes(_deps: ErasuresDeps) {
  return os.erasures.router({
    preview: os.erasures.preview.use(signedIn).handler(notBuilt),
    begin: os.erasures.begin.use(signedIn).handler(notBuilt),
    list: os.erasures.list.use(signedIn).handler(notBuilt),
    read: os.erasures.read.use(signedIn).handler(notBuilt),
    undo: os.erasures.undo.use(signedIn).handler(notBuilt),
  });
}

function notBuilt(): never {
  throw new Problem('not-found', 'This is not built yet.');
}
