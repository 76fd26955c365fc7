/** Routes of what one page shows of a person, restriction, objection, corrections, anonymising. */
import { authorize } from '../../access/permissions.ts';
import { anonymisePerson } from '../../erase/anonymise.ts';
import type { BeginErasure } from '../../erase/begin.ts';
import { erasureViews, type ViewErasures } from '../../erase/view.ts';
import { type AskCorrection, askCorrection } from '../../person/correct.ts';
import { type DecideCorrection, decideCorrection } from '../../person/decide-correction.ts';
import { type ObjectFor, objectFor } from '../../person/object.ts';
import { type RestrictPerson, restrictPerson } from '../../person/restrict.ts';
import { type ReadRights, readRights } from '../../person/rights.ts';
import { type ReadRightsPolicy, readRightsPolicy } from '../../request/read-policy.ts';
import { type SetRightsPolicy, setRightsPolicy } from '../../request/set-policy.ts';
import { os, signedIn } from '../implement-contract.ts';

type RightsDeps = BeginErasure &
  ViewErasures &
  ReadRights &
  RestrictPerson &
  ObjectFor &
  AskCorrection &
  DecideCorrection &
  ReadRightsPolicy &
  SetRightsPolicy;

export function rightsRoutes(deps: RightsDeps) {
  return os.rights.router({
    ofPerson: os.rights.ofPerson
      .use(signedIn)
      .handler(({ context, input }) => readRights(deps, authorize(context.actor, 'right:read'), input)),
    policy: os.rights.policy
      .use(signedIn)
      .handler(({ context }) => readRightsPolicy(deps, authorize(context.actor, 'request:list'))),
    setPolicy: os.rights.setPolicy
      .use(signedIn)
      .handler(({ context, input }) => setRightsPolicy(deps, authorize(context.actor, 'rights-policy:set'), input)),
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
    anonymise: os.rights.anonymise
      .use(signedIn)
      .handler(async ({ context, input }) =>
        erasureViews(deps)(await anonymisePerson(deps, authorize(context.actor, 'person:erase'), input)),
      ),
  });
}
