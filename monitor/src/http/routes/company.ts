/** Routes of the whole company: export and closure. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

type CompanyDeps = object;

export function companyRoutes(_deps: CompanyDeps) {
  return os.company.router({
    export: os.company.export.use(signedIn).handler(notBuilt),
    closure: os.company.closure.use(signedIn).handler(notBuilt),
    close: os.company.close.use(signedIn).handler(notBuilt),
  });
}

function notBuilt(): never {
  throw new Problem('not-found', 'This is not built yet.');
}
