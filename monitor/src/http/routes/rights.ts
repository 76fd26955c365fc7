/** Routes of what one page shows of a person, restriction, objection, corrections, anonymising. */
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

type RightsDeps = object;

export function rightsRoutes(_deps: RightsDeps) {
  return os.rights.router({
    ofPerson: os.rights.ofPerson.use(signedIn).handler(notBuilt),
    policy: os.rights.policy.use(signedIn).handler(notBuilt),
    setPolicy: os.rights.setPolicy.use(signedIn).handler(notBuilt),
    restrict: os.rights.restrict.use(signedIn).handler(notBuilt),
    object: os.rights.object.use(signedIn).handler(notBuilt),
    correct: os.rights.correct.use(signedIn).handler(notBuilt),
    decideCorrection: os.rights.decideCorrection.use(signedIn).handler(notBuilt),
    anonymise: os.rights.anonymise.use(signedIn).handler(notBuilt),
  });
}

function notBuilt(): never {
  throw new Problem('not-found', 'This is not built yet.');
}
