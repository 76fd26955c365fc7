/** Routes of what one page shows of a person, restriction, objection, corrections, anonymising. */
import { authorize } from '../../access/permissions.ts';
import { type AskCorrection, askCorrection } from '../../person/correct.ts';
import { type DecideCorrection, decideCorrection } from '../../person/decide-correction.ts';
import { type ObjectFor, objectFor } from '../../person/object.ts';
import { type RestrictPerson, restrictPerson } from '../../person/restrict.ts';
import { Problem } from '../../problem.ts';
import { os, signedIn } from '../implement-contract.ts';

type RightsDeps = RestrictPerson & ObjectFor & AskCorrection & DecideCorrection;

export function rightsRoutes(deps: RightsDeps) {
  return os.rights.router({
    ofPerson: os.rights.ofPerson.use(signedIn).handler(notBuilt),
    policy: os.rights.policy.use(signedIn).handler(notBuilt),
    setPolicy: os.rights.setPolicy.use(signedIn).handler(notBuilt),
    restrict: os.rights.restrict
      .use(signedIn)
      .handler(({ context, input }) => restrictPerson(deps, authorize(context.actor, 'person:restrict'), input)),
    object: os.rights.object
      .use(signedIn)
      .handler(({ context, input }) => objectFor(deps, authorize(context.actor, 'person:restrict'), input)),
    correct: os.rights.correct
      .use(signedIn)
      .handler(({ context, input }) => askCorrection(deps, authorize(context.actor, 'person:correct'), input)),
    decideCorrection: os.rights.decideCorrection
      .use(signedIn)
      .handler(({ context, input }) => decideCorrection(deps, authorize(context.actor, 'person:correct'), input)),
    anonymise: os.rights.anonymise.use(signedIn).handler(notBuilt),
  });
}

function notBuilt(): never {
  throw new Problem('not-found', 'This is not built yet.');
}
