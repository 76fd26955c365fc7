/** Routes of legal holds. */
import { authorize } from '../../access/permissions.ts';
import { type LiftHold, liftHold } from '../../hold/lift.ts';
import { type ListHolds, listHolds } from '../../hold/list.ts';
import { type PlaceHold, placeHold } from '../../hold/place.ts';
import { os, signedIn } from '../implement-contract.ts';

type HoldsDeps = ListHolds & PlaceHold & LiftHold;

export function holdsRoutes(deps: HoldsDeps) {
  return os.holds.router({
    list: os.holds.list
      .use(signedIn)
      .handler(({ context, input }) => listHolds(deps, authorize(context.actor, 'hold:list'), input)),
    place: os.holds.place
      .use(signedIn)
      .handler(({ context, input }) => placeHold(deps, authorize(context.actor, 'hold:place'), input)),
    lift: os.holds.lift
      .use(signedIn)
      .handler(({ context, input }) => liftHold(deps, authorize(context.actor, 'hold:lift'), input)),
  });
}
