/** Routes of what people asked for, and its answers. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

type RequestsDeps = object;

export function requestsRoutes(_deps: RequestsDeps) {
  return os.requests.router({
    list: os.requests.list.use(signedIn).handler(notBuilt),
    read: os.requests.read.use(signedIn).handler(notBuilt),
    enter: os.requests.enter.use(signedIn).handler(notBuilt),
    prove: os.requests.prove.use(signedIn).handler(notBuilt),
    assign: os.requests.assign.use(signedIn).handler(notBuilt),
    extend: os.requests.extend.use(signedIn).handler(notBuilt),
    answer: os.requests.answer.use(signedIn).handler(notBuilt),
  });
}

function notBuilt(): never {
  throw new Problem('not-found', 'This is not built yet.');
}
